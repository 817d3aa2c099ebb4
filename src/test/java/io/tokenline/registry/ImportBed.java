package io.tokenline.registry;

import io.tokenline.Database;
import io.tokenline.Rooms;
import io.tokenline.metering.MeterFixture;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A registry that takes files in, and what is in it. */
final class ImportBed {

    static final ImportOptions ALL = new ImportOptions(false, false, false);
    static final ImportOptions PARTIAL = new ImportOptions(true, false, false);
    static final ImportOptions CHECK = new ImportOptions(false, true, false);
    static final ImportOptions KEYS = new ImportOptions(false, false, true);

    private static final List<String> CONTENTS = List.of(
            "select count(*) || ' ' || coalesce(sum(length(name) + length(coalesce(account, ''))), 0) from customer",
            "select count(*) || ' ' || coalesce(sum(tariff_index + free_tenths + length(tariff)"
                    + " + length(coalesce(meter_group, '')) + length(coalesce(block_reason, ''))"
                    + " + case when hidden then 1 else 0 end + length(status) * 7), 0) from meter",
            "select count(*) || ' ' || coalesce(min(msisdn), '') || coalesce(max(msisdn), '') from meter_phone",
            "select count(*) || ' ' || coalesce(sum(remaining_minor + fixed_minor), 0) from debt",
            "select count(*) || ' ' || coalesce(sum(units_tenths + fixed_owed_minor), 0) from meter_month",
            "select count(*) || ' ' || coalesce(sum(last_tid), 0) from token_identifier");

    final Database database;
    final Rooms rooms;

    ImportBed(Database database) {
        this.database = database;
        this.rooms = new Rooms(database);
        MeterFixture.loadKey(rooms);
    }

    /** What stands in the column for a name, in small letters as {@link Database#names} gives it. */
    String sealedName(String name) {
        return database.seals().name(name).toLowerCase(Locale.ROOT);
    }

    /** The same for a phone number. */
    String sealedNumber(String digits) {
        return database.seals().number(digits).toLowerCase(Locale.ROOT);
    }

    MeterImports.Result take(MeterFile file, ImportOptions options) {
        return take(file.octets(), options);
    }

    MeterImports.Result take(byte[] octets, ImportOptions options) {
        try {
            return rooms.get(MeterImports.class).take(new ByteArrayInputStream(octets), options, "root");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    ImportView taken(MeterFile file, ImportOptions options) {
        return take(file, options).file().orElseThrow();
    }

    String exported(boolean wholePhones) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            rooms.get(MeterExport.class).write(out, wholePhones ? Optional.of("moving") : Optional.empty(), "root");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    /** What is in the registry, told so that any change shows. */
    List<String> contents() {
        return CONTENTS.stream().map(sql -> database.names(sql).get(0)).toList();
    }

    String one(String sql) {
        return database.names(sql).get(0);
    }
}
