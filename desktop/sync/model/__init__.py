"""The laws of SYNC §7 in a county of memory: which function asks each of them, with a seeded bug that it finds.

law                     asked by                                                    seeded bug
I1 no lost edit         i1_i6_every_write_, i1_what_is_saved_, i1_every_edit_       last writer wins
I1 no wrong claim       i1_what_is_claimed_was_seen                                 a retirement answers for nothing
I2 convergence          i2_all_agree, also of what `spoil` spoiled                  nothing is compared
I2 told or as sent      i2_all_agree, i8_own_words_stay                             what lies beneath is not said
I3 scope                i3_i16_only_what_is_theirs, i2_all_agree                    residents for everybody
I4 outbox explained     i4_nothing_waits_, i4_nothing_is_parked_, `poison`          parked is not offered again
I5 exactly once         i5_exactly_once                                             no dedupe
I6 no false conflict    i6_no_false_conflict, i6_what_was_seen_is_claimed           no ancestor rule
I6 joined is told       i6_who_was_joined_is_told                                   what was joined is told to nobody
I7 no unseen edit gone  i7_no_unseen_edit_retired                                   delete wins
I8 read-your-writes     i8_own_words_stay                                           no overlay of pending edits
I9 references, rules    i9_references_hold                                          parents come when they come
I10 cut + resume        i10_cut_and_resumed_is_uninterrupted                        known is fine (*)
I11 bundles             i11_what_is_carried_, `_handled` of sticks                  any answer is taken (test_by_stick)
I12 edits commute       i12_commuting_edits_commute                                 a row says who wrote it last (*)
I13 other clocks        i13_other_clocks_same_state                                 questions named by the clock (*)
I14 bounded rounds      i14_rounds_are_bounded, `fetch`                             what is pending is compared too
I15 old and new schema  i15_old_and_new_together; all of them while `upgrading`     unknown fields are dropped (*)
I16 entitlement         i3_i16_, i16_nobody_is_refused_what_was_theirs              403 for the former owner
I17 same seed           i17_same_seed_same_trace; files say what memory says        a page ends by the clock (*)

(*) own_mutants.py: no other law finds it, for all PCs agree and no edit is lost.

Faults: drop, duplicate, reorder, delay (`Line`, `carry`, `arrive`); bundles lost, doubled, torn, flipped (sticks.py);
power before a commit (`exchange`) and after it (tests/sync/real/test_faults_on_files); an old disk, a clone, an old
hub; clocks; upgrades; homes moved, units regrouped, PCs disabled and let in; poison; disks spoiled in silence. A full
disk is a transaction that never was, as when the power goes.
"""
