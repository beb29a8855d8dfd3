# Makes real.supp from a text log of planted with its generated suppressions: everything that is not still
# reachable, and of the rest what keep_* holds. Groups are headed by the comment of their function.
BEGIN {
  note["callback_of_foreach"] = "a callback gives a new string to nobody"
  note["keep_cache"] = "still reachable, but a cache that only grows"
  note["keep_log"] = "still reachable, but a list that only grows"
  note["lose_array"] = "the data outlives its array, and nobody has it"
  note["lose_error"] = "an error that is set and never looked at"
  note["lose_file"] = "a new GFile is dropped"
  note["lose_hash_table"] = "a table and its keys are dropped"
  note["lose_in_thread"] = "a thread returns a new string that nobody takes"
  note["lose_key_file"] = "a key file with one group is dropped"
  note["lose_list"] = "an element and its string are dropped"
  note["lose_main_loop"] = "a new main loop is dropped"
  note["lose_object"] = "an object is never unreferenced"
  note["lose_printf"] = "a formatted string is dropped"
  note["lose_ptr_array"] = "an array of pointers is dropped"
  note["lose_settings_schema"] = "a source of schemas is dropped"
  note["lose_source"] = "an idle source is never attached nor unreferenced"
  note["lose_split"] = "the list of pieces is freed, the pieces are not"
  note["lose_string"] = "a copied string is dropped"
  note["lose_title"] = "the object is freed, the string it owns is not"
  note["lose_variant"] = "a variant is never unreferenced"
  note["note_class_init"] = "the class is set up with a path that is never freed"
  print "# The planted leaks as Valgrind generated them; made by record.sh, see planted.c."
}
/^{/ { entry = ""; where = ""; inside = 1 }
inside { entry = entry $0 "\n" }
inside && /match-leak-kinds/ { kind = $2 }
inside && /^   fun:/ { fun = substr($1, 5); if (where == "" && fun in note) where = fun }
/^}/ && inside {
  inside = 0
  if (kind == "reachable" && where !~ /^keep_/) next
  if (where == "") { print "no planted function in: " entry >"/dev/stderr"; exit 1 }
  if (seen[entry]++) next
  sub("<insert_a_suppression_name_here>", where " " kind " " ++number[where], entry)
  found[where] = found[where] entry
}
END {
  count = split("lose_string lose_printf lose_split lose_list lose_array lose_ptr_array lose_hash_table lose_object lose_title note_class_init lose_file lose_variant lose_error lose_key_file lose_source lose_main_loop lose_settings_schema callback_of_foreach lose_in_thread keep_cache keep_log", order, " ")
  for (i = 1; i <= count; i++) printf "\n# %s: %s\n%s", order[i], note[order[i]], found[order[i]]
}
