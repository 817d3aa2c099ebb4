package io.tokenline.vault;

import io.tokenline.Database;
import io.tokenline.Rooms;
import io.tokenline.Secret;
import io.tokenline.Settings;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.hibernate.resource.beans.container.spi.BeanContainer;
import org.hibernate.resource.beans.container.spi.ContainedBean;
import org.hibernate.resource.beans.spi.BeanInstanceProducer;

/** Rooms with a key store of their own: in a folder of the test's, under a password of its choice. */
public final class VaultFixture {

    private VaultFixture() {}

    /** The open door of a key store; one is made where there is none. */
    public static Object door(Settings settings, Clock clock) {
        VaultDoor door = new VaultDoor(settings, clock);
        if (door.isMissing()) {
            try {
                door.create();
            } catch (VaultException e) {
                throw new IllegalStateException(e);
            }
        }
        return door;
    }

    /** The seals of a door. */
    public static Seals seals(Object door) {
        return new Seals((VaultDoor) door);
    }

    /** Gives a persistence unit what seals its columns, as the server's beans do. */
    public static BeanContainer columns(Object door) {
        Seals seals = seals(door);
        Map<Class<?>, Object> converters = Map.of(
                SealedNumber.class, new SealedNumber(seals),
                SealedName.class, new SealedName(seals),
                SealedBody.class, new SealedBody(seals));
        return new BeanContainer() {

            @Override
            public <B> ContainedBean<B> getBean(
                    Class<B> type, BeanContainer.LifecycleOptions options, BeanInstanceProducer otherwise) {
                Object known = converters.get(type);
                B bean = known == null ? otherwise.produceBeanInstance(type) : type.cast(known);
                return new ContainedBean<B>() {

                    @Override
                    public B getBeanInstance() {
                        return bean;
                    }
                };
            }

            @Override
            public <B> ContainedBean<B> getBean(
                    String name,
                    Class<B> type,
                    BeanContainer.LifecycleOptions options,
                    BeanInstanceProducer otherwise) {
                return getBean(type, options, otherwise);
            }

            @Override
            public void stop() {}
        };
    }

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
