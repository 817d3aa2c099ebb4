-- What went back is looked for by our reference, too.
create index statement_return_reference on statement_return (provider, reference);
