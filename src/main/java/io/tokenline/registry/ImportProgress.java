package io.tokenline.registry;

/** How far an import has come; see {@link ImportView}. */
record ImportProgress(long octetsRead, long rowsRead, long refusedRows, long faults, long notices) {}
