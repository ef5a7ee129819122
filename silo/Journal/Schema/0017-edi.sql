-- EDI interchanges as they came, each once for its sender. answer is null until it was judged to the end: a repeat of the same
-- bytes then goes on where it stopped. syntax: 0 X12, 1 EDIFACT.
create table journal.edi_interchanges (
    syntax      smallint not null,
    sender      text not null,
    reference   text not null,
    sent_by     text not null,
    digest      uuid not null,
    body        bytea not null,
    received_at timestamptz not null,
    answer      bytea,
    primary key (syntax, sender, reference)
);
create sequence journal.edi_acknowledgements minvalue 1 maxvalue 999999999 cycle;
