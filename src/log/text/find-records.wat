;; Finds error records, and stacks alone, that were printed before in a chunk of a text log, sixteen bytes at a time: neither
;; strings nor comparisons of buffers in JavaScript come near the speed at which logs are counted by lines.
;; `find-records.ts` says what its functions promise.
;;
;; Memory, in this order:
;;   chunk     65536 bytes, and some that may be looked at behind them
;;   ones      as many as there are bytes in a block, and zeros
;;   lines     where each line of what is being looked for begins behind its prefix, and its length; 8 bytes each
;;   words     of leak records
;;   records   those that were found; 40 bytes each
;;   table     for each place the hash of lines and where they are kept (0: nothing); 8 bytes each
;;   kept      for each stack or header its number, its length, and its lines without prefixes
(module
  (memory (export "memory") 8 136)
  (global $lines i32 (i32.const 131072))
  (global $most_lines i32 (i32.const 512))
  (data (i32.const 135168) " bytes in ")
  (data (i32.const 135184) " blocks are ")
  (data (i32.const 135200) "ly lost in loss record ")
  (data (i32.const 135232) " lost in loss record ")
  (data (i32.const 135264) "achable in loss record ")
  ;; For so many bytes that count, up to sixteen, a block of ones and zeros begins so many bytes before here.
  (data (i32.const 131008) "\ff\ff\ff\ff\ff\ff\ff\ff\ff\ff\ff\ff\ff\ff\ff\ff")
  (global $behind_ones i32 (i32.const 131024))
  (global $records (export "records") i32 (i32.const 135296))
  (global $behind_records i32 (i32.const 137856))
  (global $table i32 (i32.const 137856))
  ;; Places, less one; and how many of them are tried for a stack, so that no log makes a search long.
  (global $places i32 (i32.const 32767))
  (global $tries i32 (i32.const 8))
  (global $kept i32 (i32.const 400000))
  ;; Where the next lines are kept.
  (global $top (mut i32) (i32.const 400000))
  ;; Of the last search: lines, their bytes without prefixes, hash, where they end, whether a line without text follows, and
  ;; the place that is free (0: none).
  (global $count (mut i32) (i32.const 0))
  (global $size (mut i32) (i32.const 0))
  (global $hash (mut i32) (i32.const 0))
  (global $behind (mut i32) (i32.const 0))
  (global $closed (mut i32) (i32.const 0))
  (global $free (mut i32) (i32.const 0))
  ;; The prefix of all lines that belong together: its length, where it stands, its first sixteen bytes, and ones for these.
  (global $prefix (mut i32) (i32.const 0))
  (global $prefix_at (mut i32) (i32.const 0))
  (global $begins (mut v128) (v128.const i32x4 0 0 0 0))
  (global $mask (mut v128) (v128.const i32x4 0 0 0 0))
  ;; Of the last leak record.
  (global $leaked_bytes (mut f64) (f64.const 0))
  (global $leaked_blocks (mut f64) (f64.const 0))
  (global $number (mut f64) (f64.const 0))
  ;; Where the line after the last header begins, and where the records that were found end.
  (global $below (mut i32) (i32.const 0))
  (global $end_of_records (mut i32) (i32.const 0))

  (func (export "isClosed") (result i32) (global.get $closed))

  (func (export "bytes") (result i32) (global.get $size))

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

  ;; Where the next newline is; what is behind the chunk may be found.
  (func $newline (param $at i32) (result i32)
    (local $found i32)
    (loop $blocks (result i32)
      (local.set $found
        (i8x16.bitmask (i8x16.eq (v128.load (local.get $at)) (i8x16.splat (i32.const 0x0a)))))
      (if (local.get $found)
        (then (return (i32.add (local.get $at) (i32.ctz (local.get $found))))))
      (local.set $at (i32.add (local.get $at) (i32.const 16)))
      ;; Behind every chunk.
      (br_if $blocks (i32.lt_u (local.get $at) (i32.const 65536)))
      (local.get $at)))

  ;; Takes the bytes at `at` for the prefix.
  (func $set_prefix (param $at i32) (param $prefix i32)
    (global.set $prefix (local.get $prefix))
    (global.set $prefix_at (local.get $at))
    (global.set $mask (v128.load (i32.sub
      (global.get $behind_ones)
      (select (local.get $prefix) (i32.const 16) (i32.lt_u (local.get $prefix) (i32.const 16))))))
    (global.set $begins (v128.and (v128.load (local.get $at)) (global.get $mask))))

  ;; Does a line begin with it?
  (func $has_prefix (param $line i32) (result i32)
    (if (v128.any_true (v128.xor
          (v128.and (v128.load (local.get $line)) (global.get $mask))
          (global.get $begins)))
      (then (return (i32.const 0))))
    (if (i32.le_u (global.get $prefix) (i32.const 16)) (then (return (i32.const 1))))
    (call $same
      (i32.add (local.get $line) (i32.const 16))
      (i32.add (global.get $prefix_at) (i32.const 16))
      (i32.sub (global.get $prefix) (i32.const 16))))

  ;; Notes the lines of the stack at `at` in a chunk of `end` bytes. False: they do not all end in it, or are others than
  ;; those that are kept. Most of the time is spent here and in $is_kept, so that little is called.
  (func $cut (param $at i32) (param $end i32) (result i32)
    (local $line i32) (local $behind i32) (local $note i32) (local $mix i64) (local $found i32)
    (local $prefix i32) (local $count i32) (local $size i32)
    (local.set $prefix (global.get $prefix))
    (local.set $line (local.get $at))
    (local.set $note (global.get $lines))
    (block $whole
      (loop $next
        (local.set $behind (i32.add (local.get $line) (local.get $prefix)))
        ;; `   by 0x` and an address; less than that is enough for a line that ends behind the prefix.
        (if (i32.gt_u (i32.add (local.get $behind) (i32.const 16)) (local.get $end))
          (then
            (if (i32.ge_u (local.get $behind) (local.get $end)) (then (return (i32.const 0))))
            (if (i32.ne (i32.load8_u (local.get $behind)) (i32.const 0x0a)) (then (return (i32.const 0))))))
        (br_if $whole (i64.ne
          (i64.load (local.get $behind))
          ;; `   by 0x` or, in the first line, `   at 0x`.
          (select (i64.const 0x7830207962202020) (i64.const 0x7830207461202020) (local.get $count))))
        (br_if $whole (v128.any_true (v128.xor
          (v128.and (v128.load (local.get $line)) (global.get $mask))
          (global.get $begins))))
        (if (i32.gt_u (local.get $prefix) (i32.const 16))
          (then (br_if $whole (i32.eqz (call $has_prefix (local.get $line))))))
        (if (i32.eq (local.get $count) (global.get $most_lines)) (then (return (i32.const 0))))
        (local.set $mix (i64.mul
          (i64.xor (i64.rotl (local.get $mix) (i64.const 29)) (i64.load offset=8 (local.get $behind)))
          (i64.const 0x9e3779b97f4a7c15)))
        (local.set $line (i32.add (local.get $behind) (i32.const 8)))
        (loop $blocks
          (local.set $found
            (i8x16.bitmask (i8x16.eq (v128.load (local.get $line)) (i8x16.splat (i32.const 0x0a)))))
          (if (i32.eqz (local.get $found))
            (then
              (local.set $line (i32.add (local.get $line) (i32.const 16)))
              ;; No newline in the chunk.
              (if (i32.ge_u (local.get $line) (local.get $end)) (then (return (i32.const 0))))
              (br $blocks))))
        (local.set $line (i32.add (i32.add (local.get $line) (i32.ctz (local.get $found))) (i32.const 1)))
        (if (i32.gt_u (local.get $line) (local.get $end)) (then (return (i32.const 0))))
        ;; A carriage return before it.
        (if (i32.eq (i32.load8_u (i32.sub (local.get $line) (i32.const 2))) (i32.const 0x0d))
          (then (return (i32.const 0))))
        (i32.store (local.get $note) (local.get $behind))
        (i32.store offset=4 (local.get $note) (i32.sub (local.get $line) (local.get $behind)))
        (local.set $note (i32.add (local.get $note) (i32.const 8)))
        (local.set $count (i32.add (local.get $count) (i32.const 1)))
        (local.set $size (i32.add (local.get $size) (i32.sub (local.get $line) (local.get $behind))))
        (br $next)))
    (global.set $count (local.get $count))
    (global.set $size (local.get $size))
    (global.set $behind (local.get $line))
    (global.set $hash (i32.wrap_i64 (i64.shr_u (local.get $mix) (i64.const 32))))
    (i32.gt_u (local.get $count) (i32.const 0)))

  ;; Are the noted lines those kept at a place?
  (func $is_kept (param $kept i32) (result i32)
    (local $note i32) (local $behind i32) (local $length i32) (local $line i32) (local $differs v128)
    (if (i32.ne (i32.load offset=4 (local.get $kept)) (global.get $size)) (then (return (i32.const 0))))
    (local.set $kept (i32.add (local.get $kept) (i32.const 8)))
    (local.set $note (global.get $lines))
    (local.set $behind (i32.add (local.get $note) (i32.shl (global.get $count) (i32.const 3))))
    (loop $next (result i32)
      (local.set $line (i32.load (local.get $note)))
      (local.set $length (i32.load offset=4 (local.get $note)))
      (loop $blocks
        (local.set $differs (v128.xor (v128.load (local.get $line)) (v128.load (local.get $kept))))
        (if (i32.ge_u (local.get $length) (i32.const 16))
          (then
            (if (v128.any_true (local.get $differs)) (then (return (i32.const 0))))
            (local.set $line (i32.add (local.get $line) (i32.const 16)))
            (local.set $kept (i32.add (local.get $kept) (i32.const 16)))
            (local.set $length (i32.sub (local.get $length) (i32.const 16)))
            (br $blocks))))
      ;; What is behind the line does not count.
      (if (v128.any_true (v128.and
            (local.get $differs)
            (v128.load (i32.sub (global.get $behind_ones) (local.get $length)))))
        (then (return (i32.const 0))))
      (local.set $kept (i32.add (local.get $kept) (local.get $length)))
      (local.set $note (i32.add (local.get $note) (i32.const 8)))
      (br_if $next (i32.lt_u (local.get $note) (local.get $behind)))
      (i32.const 1)))

  ;; The number under which the noted lines are kept, or -1.
  (func $search (result i32)
    (local $try i32) (local $place i32) (local $kept i32)
    (global.set $free (i32.const 0))
    (loop $tries (result i32)
      (local.set $place (i32.add (global.get $table) (i32.shl
        (i32.and (i32.add (global.get $hash) (local.get $try)) (global.get $places))
        (i32.const 3))))
      (local.set $kept (i32.load offset=4 (local.get $place)))
      (if (i32.eqz (local.get $kept))
        (then
          (global.set $free (local.get $place))
          (return (i32.const -1))))
      (if (i32.eq (i32.load (local.get $place)) (global.get $hash))
        (then
          (if (call $is_kept (local.get $kept)) (then (return (i32.load (local.get $kept)))))))
      (local.set $try (i32.add (local.get $try) (i32.const 1)))
      (br_if $tries (i32.lt_u (local.get $try) (global.get $tries)))
      (i32.const -1)))

  (func (export "find") (param $at i32) (param $end i32) (param $prefix i32) (result i32)
    (call $set_prefix (local.get $at) (local.get $prefix))
    (call $stack (local.get $at) (local.get $end)))

  (func $stack (param $at i32) (param $end i32) (result i32)
    (if (i32.eqz (call $cut (local.get $at) (local.get $end))) (then (return (i32.const -2))))
    (global.set $closed (i32.const 0))
    (if (i32.eq (i32.load8_u (i32.add (global.get $behind) (global.get $prefix))) (i32.const 0x0a))
      (then (global.set $closed (call $has_prefix (global.get $behind)))))
    (call $search))

  ;; The number under which the line at `at`, behind its prefix, is kept.
  (func $line (export "findLine") (param $at i32) (param $end i32) (result i32)
    (global.set $below (i32.add (call $newline (local.get $at)) (i32.const 1)))
    (if (i32.gt_u (global.get $below) (local.get $end)) (then (return (i32.const -2))))
    (global.set $count (i32.const 1))
    (global.set $size (i32.sub (global.get $below) (local.get $at)))
    (i32.store (global.get $lines) (local.get $at))
    (i32.store offset=4 (global.get $lines) (global.get $size))
    (global.set $hash (i32.wrap_i64 (i64.shr_u
      (i64.mul
        (i64.xor (i64.rotl (i64.load (local.get $at)) (i64.const 29))
                 (i64.load (i32.sub (global.get $below) (i32.const 8))))
        (i64.const 0x9e3779b97f4a7c15))
      (i64.const 32))))
    (call $search))

  ;; Up to fifteen digits and commas at `at`: where they end, which is `at` when there is no such number.
  (func $digits (param $at i32) (result i32)
    (local $from i32) (local $unit i32) (local $value i64)
    (local.set $from (local.get $at))
    (loop $next
      (local.set $unit (i32.load8_u (local.get $at)))
      (if (i32.lt_u (i32.sub (local.get $unit) (i32.const 0x30)) (i32.const 10))
        (then
          (local.set $value (i64.add
            (i64.mul (local.get $value) (i64.const 10))
            (i64.extend_i32_u (i32.sub (local.get $unit) (i32.const 0x30))))))
        (else
          (if (i32.or (i32.ne (local.get $unit) (i32.const 0x2c)) (i32.eq (local.get $at) (local.get $from)))
            (then
              (global.set $number (f64.convert_i64_u (local.get $value)))
              (return (local.get $at))))))
      (local.set $at (i32.add (local.get $at) (i32.const 1)))
      (br_if $next (i32.le_u (i32.sub (local.get $at) (local.get $from)) (i32.const 15))))
    (local.get $from))

  ;; Which leak kind the record has whose header is at `at`, in the order of `find-records.ts`; -1 for any other line.
  (func $leak (param $at i32) (result i32)
    (local $behind i32) (local $word i64) (local $kind i32) (local $rest i32) (local $length i32)
    (local.set $behind (call $digits (local.get $at)))
    (if (i32.eq (local.get $behind) (local.get $at)) (then (return (i32.const -1))))
    (global.set $leaked_bytes (global.get $number))
    (if (i32.eqz (call $same (local.get $behind) (i32.const 135168) (i32.const 10))) (then (return (i32.const -1))))
    (local.set $at (i32.add (local.get $behind) (i32.const 10)))
    (local.set $behind (call $digits (local.get $at)))
    (if (i32.eq (local.get $behind) (local.get $at)) (then (return (i32.const -1))))
    (global.set $leaked_blocks (global.get $number))
    (if (i32.eqz (call $same (local.get $behind) (i32.const 135184) (i32.const 12))) (then (return (i32.const -1))))
    (local.set $at (i32.add (local.get $behind) (i32.const 12)))
    (local.set $word (i64.load (local.get $at)))
    (local.set $rest (i32.const 135200))
    (local.set $length (i32.const 23))
    (if (i64.eq (local.get $word) (i64.const 0x6574696e69666564)) ;; definite
      (then (local.set $kind (i32.const 0)))
      (else (if (i64.eq (local.get $word) (i64.const 0x7463657269646e69)) ;; indirect
        (then (local.set $kind (i32.const 1)))
        (else (if (i64.eq (local.get $word) (i64.const 0x796c626973736f70)) ;; possibly
          (then
            (local.set $kind (i32.const 2))
            (local.set $rest (i32.const 135232))
            (local.set $length (i32.const 21)))
          (else (if (i64.eq (local.get $word) (i64.const 0x6572206c6c697473)) ;; still re
            (then
              (local.set $kind (i32.const 3))
              (local.set $rest (i32.const 135264)))
            (else (return (i32.const -1))))))))))
    (local.set $at (i32.add (local.get $at) (i32.const 8)))
    (if (i32.eqz (call $same (local.get $at) (local.get $rest) (local.get $length))) (then (return (i32.const -1))))
    ;; `N of M` and the end of the line.
    (local.set $at (i32.add (local.get $at) (local.get $length)))
    (local.set $behind (call $digits (local.get $at)))
    (if (i32.eq (local.get $behind) (local.get $at)) (then (return (i32.const -1))))
    (if (i32.ne (i32.load (local.get $behind)) (i32.const 0x20666f20)) (then (return (i32.const -1))))
    (local.set $at (i32.add (local.get $behind) (i32.const 4)))
    (local.set $behind (call $digits (local.get $at)))
    (if (i32.eq (local.get $behind) (local.get $at)) (then (return (i32.const -1))))
    (if (i32.ne (i32.load8_u (local.get $behind)) (i32.const 0x0a)) (then (return (i32.const -1))))
    (global.set $below (i32.add (local.get $behind) (i32.const 1)))
    (local.get $kind))

  (func (export "endOfRecords") (result i32) (global.get $end_of_records))

  ;; How many records follow each other from `at` on, of which each is known: header, stack, line with nothing but the prefix.
  (func (export "findRecords") (param $at i32) (param $end i32) (param $prefix i32) (result i32)
    (local $to i32) (local $from i32) (local $head i32) (local $header i32) (local $stack i32) (local $below i32)
    (call $set_prefix (local.get $at) (local.get $prefix))
    (local.set $to (global.get $records))
    (local.set $from (local.get $at))
    (block $done
      (loop $next
        (global.set $end_of_records (local.get $from))
        (br_if $done (i32.eq (local.get $to) (global.get $behind_records)))
        (local.set $header (i32.add (local.get $from) (local.get $prefix)))
        ;; What is looked at behind the chunk makes no record: a stack has to stand in it.
        (br_if $done (i32.eqz (call $has_prefix (local.get $from))))
        ;; Frames are no headers.
        (br_if $done (i32.le_u (i32.load8_u (local.get $header)) (i32.const 0x20)))
        (local.set $head (call $leak (local.get $header)))
        (if (i32.lt_s (local.get $head) (i32.const 0))
          (then
            (local.set $head (call $line (local.get $header) (local.get $end)))
            (br_if $done (i32.lt_s (local.get $head) (i32.const 0)))))
        (local.set $below (global.get $below))
        (local.set $stack (call $stack (local.get $below) (local.get $end)))
        (br_if $done (i32.lt_s (local.get $stack) (i32.const 0)))
        (br_if $done (i32.eqz (global.get $closed)))
        (i32.store (local.get $to) (local.get $head))
        (i32.store offset=4 (local.get $to) (local.get $stack))
        (i32.store offset=8 (local.get $to) (local.get $header))
        (i32.store offset=12 (local.get $to) (local.get $below))
        (f64.store offset=16 (local.get $to) (global.get $leaked_bytes))
        (f64.store offset=24 (local.get $to) (global.get $leaked_blocks))
        (i32.store offset=32 (local.get $to) (global.get $count))
        (local.set $to (i32.add (local.get $to) (i32.const 40)))
        (local.set $from (i32.add (i32.add (global.get $behind) (local.get $prefix)) (i32.const 1)))
        (br $next)))
    (i32.div_u (i32.sub (local.get $to) (global.get $records)) (i32.const 40)))

  (func (export "keep") (param $number i32) (result i32)
    (local $to i32) (local $end i32) (local $note i32) (local $behind i32) (local $length i32)
    (if (i32.eqz (global.get $free)) (then (return (i32.const 0))))
    ;; Comparing looks at up to sixteen bytes more.
    (local.set $end (i32.add (global.get $top) (i32.add (global.get $size) (i32.const 24))))
    (if (i32.gt_u (local.get $end) (i32.shl (memory.size) (i32.const 16)))
      (then
        (if (i32.eq (memory.grow (i32.const 4)) (i32.const -1)) (then (return (i32.const -1))))))
    (i32.store (global.get $free) (global.get $hash))
    (i32.store offset=4 (global.get $free) (global.get $top))
    (global.set $free (i32.const 0))
    (i32.store (global.get $top) (local.get $number))
    (i32.store offset=4 (global.get $top) (global.get $size))
    (local.set $to (i32.add (global.get $top) (i32.const 8)))
    (local.set $note (global.get $lines))
    (local.set $behind (i32.add (local.get $note) (i32.shl (global.get $count) (i32.const 3))))
    (loop $next
      (local.set $length (i32.load offset=4 (local.get $note)))
      (memory.copy (local.get $to) (i32.load (local.get $note)) (local.get $length))
      (local.set $to (i32.add (local.get $to) (local.get $length)))
      (local.set $note (i32.add (local.get $note) (i32.const 8)))
      (br_if $next (i32.lt_u (local.get $note) (local.get $behind))))
    (global.set $top (local.get $to))
    (i32.const 1))

  (func (export "forget")
    (memory.fill (global.get $table) (i32.const 0) (i32.sub (global.get $kept) (global.get $table)))
    (global.set $top (global.get $kept))
    (global.set $free (i32.const 0))))
