-- Cases and their steps are seen by the desks of the operator whose office they belong to, by whoever
-- opened them, and by a duty; anybody concerned may add to them through the service.
alter table audit_case enable row level security;
create policy seeing on audit_case for select using (audit_sees(opened_by, 'CASE', office, null));
create policy writing on audit_case for insert with check (true);

alter table audit_case_step enable row level security;
create policy seeing on audit_case_step for select using (audit_sees(by_actor, 'CASE', office, null));
create policy writing on audit_case_step for insert with check (true);

alter table audit_decision enable row level security;
create policy seeing on audit_decision for select
    using (office = '00000000-0000-0000-0000-000000000000' or audit_sees(office, 'DECISION', office, null));
create policy writing on audit_decision for insert with check (true);

alter table audit_review enable row level security;
create policy seeing on audit_review for select using (audit_sees(by_actor, 'REVIEW', office, reviewed));
create policy writing on audit_review for insert with check (true);

-- A decoy is known to the office that placed it, and to nobody who could be its prey.
alter table audit_decoy enable row level security;
create policy seeing on audit_decoy for select using (office::text = current_setting('qorgan.office', true));
create policy writing on audit_decoy for insert with check (true);
