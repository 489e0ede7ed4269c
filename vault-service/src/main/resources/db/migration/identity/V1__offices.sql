-- Who may act for whom: Qorgan's own register. A row of it takes effect only when a second office, and another
-- person, has confirmed it; the table itself refuses anything less.
create table identity_office (
    office_id uuid primary key,
    region text not null,
    operator text not null
        check (operator in ('police', 'penal', 'shelter', 'procuracy', 'oversight', 'reception')),
    kind text not null,
    names jsonb not null check (names ? 'kk' and names ? 'ru' and names ? 'en'),
    service_contact text not null,
    recorded_at timestamptz not null
);
revoke delete on identity_office from qorgan_app;
