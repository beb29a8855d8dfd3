;; Finds frames that were read before in the text of an XML log, sixteen bytes at a time. `find-frames.ts` says what its
;; functions promise.
;;
;; Memory, in this order:
;;   text      1048576 bytes, and some that may be looked at behind them
;;   numbers   of the frames that were found; 4 bytes each
;;   table     for each place the hash of a frame and where it is kept (0: nothing); 8 bytes each
;;   kept      for each frame its number, its length, where the frame is kept that followed it last (0: none), and its text
(module
  (memory (export "memory") 87)
  (global $numbers (export "numbers") i32 (i32.const 1049600))
  (global $behind_numbers i32 (i32.const 1051648))
  (global $table i32 (i32.const 1051648))
  ;; Places, less one, twice as many as there are frames; and how many of them are tried for a frame, so that no log makes a
  ;; search long.
  (global $places i32 (i32.const 65535))
  (global $tries i32 (i32.const 16))
  (global $kept i32 (i32.const 1575936))
  (global $head i32 (i32.const 12))
  (global $behind_kept i32 (i32.const 5701632))
  ;; A frame with more bytes is not looked for.
  (global $longest i32 (i32.const 8192))
  ;; Where the next frame is kept.
  (global $top (mut i32) (i32.const 1575936))
  ;; Where the last search stopped, where the frame ends that stands there (0: none), its hash, and the place that is free for
  ;; it (0: none).
  (global $stop (mut i32) (i32.const 0))
  (global $end (mut i32) (i32.const 0))
  (global $hash (mut i32) (i32.const 0))
  (global $free (mut i32) (i32.const 0))
  ;; Where the frame is kept that was found or kept last (0: none).
  (global $last (mut i32) (i32.const 0))

  (func (export "stop") (result i32) (global.get $stop))
  (func (export "end") (result i32) (global.get $end))

  ;; Are the bytes at two places the same? Bytes behind them are looked at and do not count.
  (func $same (param $one i32) (param $other i32) (param $length i32) (result i32)
    (local $differs i32)
    (loop $blocks
      ;; A bit for each of sixteen bytes.
      (local.set $differs
        (i32.xor (i32.const 0xffff)
          (i8x16.bitmask (i8x16.eq (v128.load (local.get $one)) (v128.load (local.get $other))))))
      (if (i32.lt_s (local.get $length) (i32.const 16))
        (then
          (return (i32.eqz (i32.and (local.get $differs)
            (i32.sub (i32.shl (i32.const 1) (local.get $length)) (i32.const 1)))))))
      (if (local.get $differs) (then (return (i32.const 0))))
      (local.set $one (i32.add (local.get $one) (i32.const 16)))
      (local.set $other (i32.add (local.get $other) (i32.const 16)))
      (local.set $length (i32.sub (local.get $length) (i32.const 16)))
      (br $blocks))
    (unreachable))

  ;; Sets where the frame ends that begins at `at`, and its hash: each line has a part in it with its beginning and its end.
  ;; False: none does that ends in the text, which has `length` bytes, and is not too long.
  (func $cut (param $at i32) (param $length i32) (result i32)
    (local $line i32) (local $next i32) (local $found i32) (local $mix i64)
    (global.set $end (i32.const 0))
    (if (i64.ne (i64.load (local.get $at)) (i64.const 0x6172663c20202020)) (then (return (i32.const 0)))) ;; `    <fra`
    (if (i32.ne (i32.load offset=8 (local.get $at)) (i32.const 0x0a3e656d)) (then (return (i32.const 0)))) ;; `me>\n`
    (local.set $line (i32.add (local.get $at) (i32.const 12)))
    (loop $lines (result i32)
      (if (i64.eq (i64.load (local.get $line)) (i64.const 0x72662f3c20202020)) ;; `    </fr`
        (then
          (if (i64.eq (i64.load offset=5 (local.get $line)) (i64.const 0x0a3e656d6172662f)) ;; `/frame>\n`
            (then
              (global.set $end (i32.add (local.get $line) (i32.const 13)))
              (if (i32.gt_u (global.get $end) (local.get $length))
                (then
                  (global.set $end (i32.const 0))
                  (return (i32.const 0))))
              (global.set $hash (i32.wrap_i64 (i64.shr_u (local.get $mix) (i64.const 32))))
              (return (i32.const 1))))))
      (local.set $next (local.get $line))
      (block $newline
        (loop $blocks
          (local.set $found
            (i8x16.bitmask (i8x16.eq (v128.load (local.get $next)) (i8x16.splat (i32.const 0x0a)))))
          (if (local.get $found)
            (then
              (local.set $next (i32.add (local.get $next) (i32.ctz (local.get $found))))
              (br $newline)))
          (local.set $next (i32.add (local.get $next) (i32.const 16)))
          (br_if $blocks (i32.lt_u (local.get $next) (local.get $length)))))
      (if (i32.ge_u (local.get $next) (local.get $length)) (then (return (i32.const 0))))
      (if (i32.gt_u (i32.sub (local.get $next) (local.get $at)) (global.get $longest))
        (then (return (i32.const 0))))
      (local.set $mix (i64.mul
        (i64.xor
          (i64.rotl (local.get $mix) (i64.const 29))
          (i64.xor
            (i64.load offset=10 (local.get $line))
            (i64.rotl (i64.load (i32.sub (local.get $next) (i32.const 8))) (i64.const 17))))
        (i64.const 0x9e3779b97f4a7c15)))
      (local.set $line (i32.add (local.get $next) (i32.const 1)))
      (br $lines)))

  ;; Where the frame is kept that was cut, or 0.
  (func $search (param $at i32) (result i32)
    (local $try i32) (local $place i32) (local $kept i32) (local $length i32)
    (local.set $length (i32.sub (global.get $end) (local.get $at)))
    (global.set $free (i32.const 0))
    (loop $tries (result i32)
      (local.set $place (i32.add (global.get $table) (i32.shl
        (i32.and (i32.add (global.get $hash) (local.get $try)) (global.get $places))
        (i32.const 3))))
      (local.set $kept (i32.load offset=4 (local.get $place)))
      (if (i32.eqz (local.get $kept))
        (then
          (global.set $free (local.get $place))
          (return (i32.const 0))))
      (if (i32.eq (i32.load (local.get $place)) (global.get $hash))
        (then
          (if (i32.eq (i32.load offset=4 (local.get $kept)) (local.get $length))
            (then
              (if (call $same (local.get $at) (i32.add (local.get $kept) (global.get $head)) (local.get $length))
                (then (return (local.get $kept))))))))
      (local.set $try (i32.add (local.get $try) (i32.const 1)))
      (br_if $tries (i32.lt_u (local.get $try) (global.get $tries)))
      (i32.const 0)))

  (func (export "find") (param $at i32) (param $length i32) (result i32)
    (local $to i32) (local $kept i32) (local $size i32)
    (local.set $to (global.get $numbers))
    (block $done
      (loop $next
        (global.set $stop (local.get $at))
        (global.set $end (i32.const 0))
        (br_if $done (i32.eq (local.get $to) (global.get $behind_numbers)))
        (block $found
          ;; Mostly it is the one that followed before.
          (if (global.get $last)
            (then
              (local.set $kept (i32.load offset=8 (global.get $last)))
              (if (local.get $kept)
                (then
                  (local.set $size (i32.load offset=4 (local.get $kept)))
                  (if (i32.le_u (i32.add (local.get $at) (local.get $size)) (local.get $length))
                    (then
                      (br_if $found
                        (call $same (local.get $at) (i32.add (local.get $kept) (global.get $head)) (local.get $size)))))))))
          (br_if $done (i32.eqz (call $cut (local.get $at) (local.get $length))))
          (local.set $kept (call $search (local.get $at)))
          (br_if $done (i32.eqz (local.get $kept)))
          (local.set $size (i32.load offset=4 (local.get $kept)))
          (call $follow (local.get $kept)))
        (global.set $last (local.get $kept))
        (i32.store (local.get $to) (i32.load (local.get $kept)))
        (local.set $to (i32.add (local.get $to) (i32.const 4)))
        (local.set $at (i32.add (local.get $at) (local.get $size)))
        (br $next)))
    (i32.shr_u (i32.sub (local.get $to) (global.get $numbers)) (i32.const 2)))

  ;; Remembers that this frame follows the last one.
  (func $follow (param $kept i32)
    (if (global.get $last) (then (i32.store offset=8 (global.get $last) (local.get $kept)))))

  (func (export "keep") (param $number i32) (result i32)
    (local $size i32) (local $kept i32)
    (local.set $size (i32.sub (global.get $end) (global.get $stop)))
    (local.set $kept (global.get $top))
    ;; Comparing looks at up to sixteen bytes more.
    (if (i32.gt_u
          (i32.add (local.get $kept) (i32.add (local.get $size) (i32.const 32)))
          (global.get $behind_kept))
      (then (return (i32.const -1))))
    (if (i32.eqz (global.get $free))
      (then
        (global.set $last (i32.const 0))
        (return (i32.const 0))))
    (i32.store (global.get $free) (global.get $hash))
    (i32.store offset=4 (global.get $free) (local.get $kept))
    (global.set $free (i32.const 0))
    (i32.store (local.get $kept) (local.get $number))
    (i32.store offset=4 (local.get $kept) (local.get $size))
    (i32.store offset=8 (local.get $kept) (i32.const 0))
    (memory.copy (i32.add (local.get $kept) (global.get $head)) (global.get $stop) (local.get $size))
    (global.set $top (i32.add (local.get $kept) (i32.add (local.get $size) (global.get $head))))
    (call $follow (local.get $kept))
    (global.set $last (local.get $kept))
    (i32.const 1))

  (func (export "forget")
    (memory.fill (global.get $table) (i32.const 0) (i32.sub (global.get $kept) (global.get $table)))
    (global.set $top (global.get $kept))
    (global.set $free (i32.const 0))
    (global.set $last (i32.const 0))))
