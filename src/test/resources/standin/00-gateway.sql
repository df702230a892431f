-- What the gateway itself needs in every database it serves. It runs every *.sql of this folder, in the order of names,
-- in a database it meets for the first time, and gives the database
--   search_path       "$user", public, standin, pg_catalog: new tables go to public, shims win over pg_catalog
--   standin.version, standin.compatibility, standin.dolphin (on, off), standin.facts (a file: key TAB value lines)
-- Names written pg_catalog.X in a client's statement are turned to standin.X where standin has such a view or function.
create schema standin;

create publication standin for all tables with (publish = 'insert, update, delete, truncate');

-- What only the gateway knows, kept outside the database so that knowing it writes no WAL:
--   confirmed:SLOT@LSN  the position confirmed on the wire; LSN is what PostgreSQL has as the slot's own
--   origin, current      begin and end of a recorded stream, where one is served
--   sender-timeout       logical_sender_timeout in milliseconds, where a test has set it
create function standin.fact(wanted text) returns text
    language sql stable security definer set search_path = pg_catalog as $$
    select split_part(line, E'\t', 2)
    from string_to_table(coalesce(pg_read_file(current_setting('standin.facts', true), true), ''), E'\n') as line
    where split_part(line, E'\t', 1) = wanted
    limit 1
$$;
