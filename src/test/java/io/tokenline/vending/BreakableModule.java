package io.tokenline.vending;

import io.tokenline.token.sts.DecodeResult;
import io.tokenline.token.sts.KeyRevision;
import io.tokenline.token.sts.MeterKeyParameters;
import io.tokenline.token.sts.StsToken;
import io.tokenline.token.sts.SupplyGroupCode;
import io.tokenline.token.sts.Token20;
import io.tokenline.vault.LoadedKey;
import io.tokenline.vault.SecurityModule;
import io.tokenline.vault.VaultException;
import java.util.List;
import java.util.Optional;

/** A security module that has a bug when a test wants it to, or loses its keys in the middle of a purchase. */
final class BreakableModule implements SecurityModule {

    private final SecurityModule real;
    private boolean broken;
    private int keysAsked;
    private int keysLeft = Integer.MAX_VALUE;

    BreakableModule(SecurityModule real) {
        this.real = real;
    }

    void broken(boolean now) {
        broken = now;
    }

    /** How often it was asked for a key since the last time that this was asked. */
    int keysAsked() {
        int asked = keysAsked;
        keysAsked = 0;
        return asked;
    }

    /** How often it still finds a key. */
    void keysLeft(int times) {
        keysLeft = times;
    }

    @Override
    public Optional<LoadedKey> key(SupplyGroupCode group, KeyRevision revision) throws VaultException {
        keysAsked++;
        return keysLeft-- > 0 ? real.key(group, revision) : Optional.empty();
    }

    @Override
    public boolean servesSta() {
        return real.servesSta();
    }

    @Override
    public Optional<String> trouble() {
        return real.trouble();
    }

    @Override
    public Token20 encode(StsToken token, MeterKeyParameters meter) throws VaultException {
        if (broken) {
            throw new IllegalStateException("a bug");
        }
        return real.encode(token, meter);
    }

    @Override
    public List<Section> changeKey(MeterKeyParameters current, MeterKeyParameters next) throws VaultException {
        return real.changeKey(current, next);
    }

    @Override
    public DecodeResult decode(Token20 token, MeterKeyParameters meter) throws VaultException {
        return real.decode(token, meter);
    }
}
