package io.tokenline.vault;

import io.tokenline.Database;
import io.tokenline.Rooms;
import io.tokenline.Secret;
import io.tokenline.Settings;
import java.nio.file.Path;
import java.util.Optional;

/** Rooms with a key store of their own: in a folder of the test's, under a password of its choice. */
public final class VaultFixture {

    private VaultFixture() {}

    /** What a server is told about its vault; everything else as in the sandbox. */
    public static Settings settings(
            Database database, boolean sandbox, Path folder, Optional<String> password, Optional<Path> staTables) {
        Settings all = database.settings();
        return new Settings(
                sandbox,
                all.node(),
                folder,
                all.countryCode(),
                all.currency(),
                all.timeZone(),
                all.ussdCode(),
                all.shortCode(),
                all.adminPassword(),
                password.map(Secret::new),
                staTables,
                all.smpp(),
                all.dialogs(),
                all.paymentWait(),
                Settings.Receipts.ITEMISED,
                all.registry());
    }

    /** Rooms over empty tables, as a server with these settings builds them. */
    public static Rooms rooms(Database database, Settings settings) {
        return new Rooms(database)
                .with(Settings.class, settings)
                .with(VaultDoor.class, new VaultDoor(settings, database.clock()));
    }
}
