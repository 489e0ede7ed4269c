-- Which truths a decision consumed tells about the person, so the record is sealed: under the key of
-- its request, or of its office where there is none.
truncate audit_decision;
alter table audit_decision add column owner uuid not null;
alter table audit_decision alter column record type bytea using convert_to(record, 'UTF8');
