-- The page that answered a form of the portal, for its second click: sealed under the random value that the form
-- itself carries and that is kept nowhere here (the key_digest is a digest of it). It goes after ten minutes.
alter table edge_idempotency add column page bytea check (octet_length(page) <= 1048576);
create index edge_idempotency_page on edge_idempotency (started_at) where page is not null;
