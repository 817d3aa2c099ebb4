package io.tokenline.registry;

/**
 * A file of meters that was, or is being, taken in.
 *
 * @param fileHash SHA-256 of the file
 * @param octetsRead of {@code fileOctets}, so far
 * @param rowsRead so far, the first line not counted
 * @param refusedRows with a fault
 * @param faults all of them; a row may have several
 * @param notices what became of rows besides
 * @param created meters that the registry did not have
 * @param updated meters that were changed
 * @param unchanged meters that were as the file had them
 * @param keysChanged meters, of those updated, that got other key parameters
 */
public record ImportView(
        long id,
        String state,
        String fileHash,
        long fileOctets,
        long octetsRead,
        long rowsRead,
        long refusedRows,
        long faults,
        long notices,
        long created,
        long updated,
        long unchanged,
        long keysChanged,
        boolean partial,
        boolean checkOnly,
        boolean keys,
        String startedBy,
        String startedAt,
        String changedAt) {

    /** Something about a row; {@code id} is its place in the list. */
    public record Fault(long id, long line, String kind, String column, String reason, String advice) {}
}
