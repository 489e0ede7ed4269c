-- Four foreign keys that every disclosure paid for, with a lock and a log record on the row referred to,
-- and that nothing needed: a leaf is queued by the statement that writes it, a warrant is claimed and an
-- outcome recorded by a statement that reads its entry, and a position is given to a leaf that the
-- sequencer has just read.
-- A row taken away afterwards is found by `ledger verify dump`, which a foreign key would not survive either.
alter table audit_leaf_pending drop constraint audit_leaf_pending_leaf_id_fkey;
alter table audit_warrant_use drop constraint audit_warrant_use_entry_id_fkey;
alter table audit_position drop constraint audit_position_leaf_id_fkey;
alter table audit_outcome drop constraint audit_outcome_entry_id_fkey;
