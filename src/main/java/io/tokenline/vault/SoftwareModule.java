package io.tokenline.vault;

import io.tokenline.Settings;
import io.tokenline.token.sts.DecodeResult;
import io.tokenline.token.sts.DecoderKey;
import io.tokenline.token.sts.EncryptionAlgorithm;
import io.tokenline.token.sts.KeyChange;
import io.tokenline.token.sts.KeyDerivation;
import io.tokenline.token.sts.KeyRevision;
import io.tokenline.token.sts.MeterKeyParameters;
import io.tokenline.token.sts.StsToken;
import io.tokenline.token.sts.SupplyGroupCode;
import io.tokenline.token.sts.Token20;
import io.tokenline.token.sts.TokenCodec;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;

/** The vault's security module: keys in the database, opened for the moment in which a token is made. */
@ApplicationScoped
class SoftwareModule implements SecurityModule {

    private final VaultDoor door;
    private final VaultStore store;
    private final LoadedTables tables;
    private final TokenCodec codec;

    @Inject
    SoftwareModule(VaultDoor door, VaultStore store, Settings settings) {
        this.door = door;
        this.store = store;
        this.tables = LoadedTables.of(settings);
        this.codec = new TokenCodec(tables.tables());
    }

    @Override
    public Optional<LoadedKey> key(SupplyGroupCode group, KeyRevision revision) throws VaultException {
        MasterKey master = door.master();
        Optional<VendingKeyRecord> record = store.key(VendingKeyRecord.Name.of(group, revision));
        return record.isEmpty() ? Optional.empty() : Optional.of(record.get().loaded(master));
    }

    @Override
    public boolean servesSta() {
        return tables.isServed();
    }

    /** A record that cannot be opened is one too many, whoever damaged it. */
    @Override
    public Optional<String> trouble() {
        try {
            MasterKey master = door.master();
            for (VendingKeyRecord record : store.keys()) {
                record.open(master);
            }
            return tables.trouble();
        } catch (VaultException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public Token20 encode(StsToken token, MeterKeyParameters meter) throws VaultException {
        requireTables(meter);
        return codec.encode(token, decoderKey(meter, content(meter)));
    }

    @Override
    public List<Section> changeKey(MeterKeyParameters current, MeterKeyParameters next) throws VaultException {
        requireTables(current);
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
        requireTables(meter);
        return codec.decode(token, decoderKey(meter, content(meter)), meter.baseDate());
    }

    /** Under tables that its meter does not know a token is nothing but wrong digits. */
    private void requireTables(MeterKeyParameters meter) throws VaultException {
        if (meter.ea() == EncryptionAlgorithm.EA07 && !tables.isServed()) {
            throw new VaultException(tables.trouble()
                    .orElse(LoadedTables.VARIABLE + " names no file: tokens of meters with EA 07 are neither made nor"
                            + " read"));
        }
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
