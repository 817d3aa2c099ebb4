package io.tokenline.vault;

import io.tokenline.Settings;
import io.tokenline.token.sts.DecodeResult;
import io.tokenline.token.sts.DecoderKey;
import io.tokenline.token.sts.KeyChange;
import io.tokenline.token.sts.KeyDerivation;
import io.tokenline.token.sts.KeyRevision;
import io.tokenline.token.sts.MeterKeyParameters;
import io.tokenline.token.sts.StaTables;
import io.tokenline.token.sts.StsToken;
import io.tokenline.token.sts.SupplyGroupCode;
import io.tokenline.token.sts.Token20;
import io.tokenline.token.sts.TokenCodec;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/** The vault's security module: keys in the database, opened for the moment in which a token is made. */
@ApplicationScoped
class SoftwareModule implements SecurityModule {

    private final VaultDoor door;
    private final VaultStore store;
    private final boolean servesSta;
    private final TokenCodec codec;

    @Inject
    SoftwareModule(VaultDoor door, VaultStore store, Settings settings) {
        this.door = door;
        this.store = store;
        this.servesSta = settings.sandbox() || settings.staTables().isPresent();
        this.codec =
                new TokenCodec(settings.staTables().map(SoftwareModule::read).orElseGet(StaTables::sample));
    }

    /** Real meters do not know the sample tables, so a licensee names his own file. */
    private static StaTables read(Path file) {
        Properties properties = new Properties();
        try (Reader in = Files.newBufferedReader(file, StandardCharsets.US_ASCII)) {
            properties.load(in);
            return StaTables.of(properties);
        } catch (IOException | IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "TOKENLINE_STA_TABLES names a file that cannot be used: " + e.getMessage(), e);
        }
    }

    @Override
    public Optional<LoadedKey> key(SupplyGroupCode group, KeyRevision revision) throws VaultException {
        MasterKey master = door.master();
        Optional<VendingKeyRecord> record = store.key(VendingKeyRecord.Name.of(group, revision));
        return record.isEmpty() ? Optional.empty() : Optional.of(record.get().loaded(master));
    }

    @Override
    public boolean servesSta() {
        return servesSta;
    }

    /** A record that cannot be opened is one too many, whoever damaged it. */
    @Override
    public Optional<String> trouble() {
        try {
            MasterKey master = door.master();
            for (VendingKeyRecord record : store.keys()) {
                record.open(master);
            }
            return Optional.empty();
        } catch (VaultException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public Token20 encode(StsToken token, MeterKeyParameters meter) throws VaultException {
        return codec.encode(token, decoderKey(meter, content(meter)));
    }

    @Override
    public List<Section> changeKey(MeterKeyParameters current, MeterKeyParameters next) throws VaultException {
        DecoderKey currentKey = decoderKey(current, content(current));
        KeyRecordFormat.Content content = content(next);
        DecoderKey nextKey = decoderKey(next, content);
        KeyChange change = KeyChange.between(
                current, currentKey, next, nextKey, content.attributes().ken());
        return change.tokens().stream()
                .map(token -> new Section(token.block().subClass(), codec.encode(token, currentKey)))
                .toList();
    }

    @Override
    public DecodeResult decode(Token20 token, MeterKeyParameters meter) throws VaultException {
        return codec.decode(token, decoderKey(meter, content(meter)), meter.baseDate());
    }

    private KeyRecordFormat.Content content(MeterKeyParameters meter) throws VaultException {
        MasterKey master = door.master();
        return store.key(VendingKeyRecord.Name.of(meter.sgc(), meter.krn()))
                .orElseThrow(() -> new VaultException(
                        "no vending key " + meter.sgc() + "/" + meter.krn().number() + " is loaded"))
                .open(master);
    }

    private static DecoderKey decoderKey(MeterKeyParameters meter, KeyRecordFormat.Content content)
            throws VaultException {
        if (content.key().dkga() != meter.dkga()) {
            throw new VaultException("the vending key " + content.attributes().name() + " is for "
                    + content.key().dkga() + ", but the meter takes " + meter.dkga());
        }
        return KeyDerivation.derive(content.key(), meter);
    }
}
