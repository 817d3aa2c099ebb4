package io.tokenline;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads and checks {@link Settings} once, from the environment ({@code TOKENLINE_…}) or system properties
 * ({@code tokenline.…}), and prints them masked.
 */
@ApplicationScoped
public class SettingsReader {

    private static final Logger LOG = LoggerFactory.getLogger(SettingsReader.class);

    private static final Secret SANDBOX_ADMIN = new Secret("admin");
    private static final Secret SANDBOX_VAULT = new Secret("sandbox");

    /** The settings of this server; a value that cannot be used stops the deployment with a sentence that names it. */
    @Produces
    @Singleton
    public Settings settings() {
        Config config = ConfigProvider.getConfig();
        Settings settings = read(name -> config.getOptionalValue(name, String.class));
        LOG.info("TKL-0001 settings: {}", settings);
        return settings;
    }

    /**
     * Builds the settings from named texts.
     *
     * @throws IllegalArgumentException naming the variable, its value and what it may be
     */
    static Settings read(Function<String, Optional<String>> texts) {
        SettingTexts source = new SettingTexts(texts);
        boolean sandbox = source.bool("tokenline.sandbox", false);
        return new Settings(
                sandbox,
                source.name("jboss.node.name", "tokenline"),
                Path.of(source.text("tokenline.data", source.text("jboss.server.data.dir", "data")))
                        .toAbsolutePath(),
                source.digits("tokenline.country.code", "254"),
                source.currency("tokenline.currency", "KES"),
                source.zone("tokenline.time.zone", "Africa/Nairobi"),
                source.serviceCode("tokenline.ussd.code", "*120*55#"),
                source.digits("tokenline.short.code", "12055"),
                source.secret("tokenline.admin.password").or(() -> onlyIf(sandbox, SANDBOX_ADMIN)),
                source.secret("tokenline.vault.password").or(() -> onlyIf(sandbox, SANDBOX_VAULT)),
                source.file("tokenline.sta.tables"),
                smpp(source, sandbox),
                new Settings.Dialogs(
                        source.number("tokenline.ussd.dialogs", 20_000, 1, 1_000_000),
                        source.duration("tokenline.ussd.idle", "PT60S"),
                        source.duration("tokenline.ussd.total", "PT180S"),
                        source.file("tokenline.ussd.menus")),
                source.duration("tokenline.payment.wait", sandbox ? "PT60S" : "PT120S"),
                receipts(source),
                registry(source, sandbox));
    }

    private static Settings.Registry registry(SettingTexts source, boolean sandbox) {
        return new Settings.Registry(
                source.number("tokenline.lookups.hour", sandbox ? 10_000 : 20, 1, 1_000_000),
                source.number("tokenline.lookups.day", sandbox ? 100_000 : 60, 1, 10_000_000),
                source.number("tokenline.import.megabytes", 2_048, 1, 100_000) * (1L << 20));
    }

    private static Settings.Receipts receipts(SettingTexts source) {
        String name = "tokenline.receipts";
        return switch (source.text(name, "itemised")) {
            case "itemised" -> Settings.Receipts.ITEMISED;
            case "short" -> Settings.Receipts.SHORT;
            default -> throw source.wrong(name, "itemised or short");
        };
    }

    private static Settings.Smpp smpp(SettingTexts source, boolean sandbox) {
        int connections = source.number("tokenline.smpp.connections", 2_000, 1, 10_000);
        return new Settings.Smpp(
                source.text("jboss.bind.address", "127.0.0.1"),
                source.number("tokenline.smpp.port", 2775, 0, 65_535),
                source.text("tokenline.smpp.system.id", "tokenline"),
                connections,
                source.number("tokenline.smpp.connections.per.address", sandbox ? connections : 50, 1, 10_000),
                source.duration("tokenline.smpp.bind.timeout", "PT5S"),
                source.duration("tokenline.smpp.pdu.timeout", "PT10S"),
                source.duration("tokenline.smpp.enquire.link", "PT30S"),
                source.duration("tokenline.smpp.response.timeout", "PT10S"),
                source.number("tokenline.smpp.window", 100, 1, 1_000),
                source.number("tokenline.smpp.workers", 8, 1, 64),
                source.number("tokenline.smpp.queue", 1_000, 10, 100_000),
                source.file("tokenline.smpp.tls.keystore").map(file -> tls(source, file)),
                source.file("tokenline.smpp.tls.trust"));
    }

    private static Settings.Tls tls(SettingTexts source, Path keyStore) {
        String name = "tokenline.smpp.tls.password";
        return new Settings.Tls(
                source.number("tokenline.smpp.tls.port", 3550, 0, 65_535),
                keyStore,
                source.secret(name).orElseThrow(() -> source.wrong(name, "the password of the key store")),
                source.file("tokenline.smpp.tls.client.ca"));
    }

    private static Optional<Secret> onlyIf(boolean condition, Secret secret) {
        return condition ? Optional.of(secret) : Optional.empty();
    }
}
