import type { DescribedGroupRule } from '../rule.js';
import { benignRace } from './benign-race.js';
import { coroutineStack } from './coroutine-stack.js';
import { homeMadeLock } from './home-made-lock.js';
import { invalidAccess } from './invalid-access.js';
import { ioctlOutput } from './ioctl-output.js';
import { leakOwn } from './leak-own.js';
import { libraryOnly } from './library-only.js';
import { liveThread } from './live-thread.js';
import { loader } from './loader.js';
import { newerValgrind } from './newer-valgrind.js';
import { stillReachable } from './still-reachable.js';
import { structPadding } from './struct-padding.js';
import { unknownIoctl } from './unknown-ioctl.js';
import { variadicIoctl } from './variadic-ioctl.js';

/** The likeliest first, where several speak. */
export const groupRules: readonly DescribedGroupRule[] = [
  newerValgrind,
  coroutineStack,
  loader,
  invalidAccess,
  structPadding,
  variadicIoctl,
  ioctlOutput,
  unknownIoctl,
  homeMadeLock,
  benignRace,
  liveThread,
  leakOwn,
  stillReachable,
  libraryOnly,
];
