package io.tokenline.sandbox.meter;

import io.tokenline.token.sts.BlockCipher;
import io.tokenline.token.sts.StaTables;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A prepayment meter with a keypad (IEC 62055-41, 6 and 7). It knows its own key and what was typed, nothing of sales. Not
 * for several threads at once.
 */
public final class StsMeter {

    /** How long a key-change token waits for the others of its set. */
    public static final Duration KEY_CHANGE_TIME = Duration.ofMinutes(10);

    private static final int CLEAR_CREDIT = 1;
    private static final int CLEAR_TAMPER = 5;
    private static final int ALL_REGISTERS = 0xFFFF;
    private static final int EVERY_MAKE = 0;

    private final StaTables tables;
    private final int manufacturerCode;
    private final EnumMap<Register, BigInteger> credit = new EnumMap<>(Register.class);
    private final EnumMap<Setting, Long> settings = new EnumMap<>(Setting.class);
    private final TidMemory tids;
    private final KeySections sections;
    private MeterKey key;
    private BlockCipher cipher;
    private boolean tampered;

    /**
     * A meter that goes on from this state.
     *
     * @param tables for EA 07
     */
    public StsMeter(MeterState state, StaTables tables) {
        this(state, tables, KEY_CHANGE_TIME);
    }

    /**
     * A meter that goes on from this state.
     *
     * @param tables for EA 07
     * @param keyChangeTime how long a key-change token waits for the others of its set
     */
    public StsMeter(MeterState state, StaTables tables, Duration keyChangeTime) {
        this.tables = tables;
        this.manufacturerCode = state.manufacturerCode();
        this.credit.putAll(state.credit());
        this.settings.putAll(state.settings());
        this.tids = new TidMemory(state.tids());
        this.key = state.key();
        this.sections = new KeySections(key.secret().algorithm(), keyChangeTime, state.sections());
        this.cipher = BlockCipher.of(key.secret(), tables);
        this.tampered = state.tampered();
    }

    /** All that it knows now. */
    public MeterState state() {
        return new MeterState(manufacturerCode, key, credit, tids.tids(), sections.parts(), settings, tampered);
    }

    /** Somebody opens the cover. */
    public void tamper() {
        tampered = true;
    }

    /**
     * Types a token.
     *
     * @param typed 20 digits; spaces and dashes between them do not matter
     * @param now for key changes, whose tokens must follow each other
     */
    public Answer enter(String typed, Instant now) {
        Optional<Frame> token = Frame.read(typed, cipher);
        return token.map(frame -> switch (frame.tokenClass()) {
                    case 0 -> credit(frame);
                    case 1 -> test(frame);
                    default -> manage(frame, now);
                })
                .orElseGet(() -> Answer.rejected(Kind.UNKNOWN));
    }

    private Answer credit(Frame token) {
        Optional<Register> named = Register.of(token.subClass());
        if (named.isEmpty()) {
            return Answer.rejected(Kind.UNKNOWN);
        }
        Register register = named.get();
        if (!key.givesCredit() || !credit.containsKey(register)) {
            return Answer.rejected(Kind.CREDIT);
        }
        return once(token, Kind.CREDIT, () -> {
            BigInteger amount = register.amount(token);
            credit.merge(register, amount, BigInteger::add);
            return Answer.accepted(Kind.CREDIT, amount, register);
        });
    }

    /** Class 1 goes in clear: every meter shows what it is asked, if its make is meant. */
    private Answer test(Frame token) {
        return switch (token.subClass()) {
            case 0 -> test(token.field(23, 16), 99, token.field(59, 24));
            case 1 -> test(token.field(31, 16), 9999, token.field(59, 32));
            default -> Answer.rejected(Kind.UNKNOWN);
        };
    }

    private Answer test(long make, long greatest, long control) {
        boolean meant = make == EVERY_MAKE || (make <= greatest && make == manufacturerCode);
        return meant ? Answer.accepted(Kind.TEST, BigInteger.valueOf(control)) : Answer.rejected(Kind.TEST);
    }

    private Answer manage(Frame token, Instant now) {
        Optional<Setting> setting = Setting.of(token.subClass());
        if (setting.isPresent()) {
            return set(setting.get(), token);
        }
        Optional<Section> section = Section.of(token.subClass());
        if (section.isPresent()) {
            return changeKey(section.get(), token, now);
        }
        return switch (token.subClass()) {
            case CLEAR_CREDIT -> clearCredit(token);
            case CLEAR_TAMPER -> clearTamper(token);
            default -> Answer.rejected(Kind.UNKNOWN);
        };
    }

    private Answer set(Setting setting, Frame token) {
        if (!setting.fits(credit.keySet())) {
            return Answer.rejected(setting.kind());
        }
        return once(token, setting.kind(), () -> {
            long number = setting.read(token);
            settings.put(setting, number);
            return Answer.accepted(setting.kind(), BigInteger.valueOf(number));
        });
    }

    private Answer clearCredit(Frame token) {
        if (token.value() == ALL_REGISTERS) {
            return once(token, Kind.CLEAR_CREDIT, () -> {
                credit.replaceAll((any, amount) -> BigInteger.ZERO);
                return Answer.accepted(Kind.CLEAR_CREDIT, BigInteger.ZERO);
            });
        }
        Optional<Register> register = Register.of(token.value()).filter(credit::containsKey);
        if (register.isEmpty()) {
            return Answer.rejected(Kind.CLEAR_CREDIT);
        }
        return once(token, Kind.CLEAR_CREDIT, () -> {
            credit.put(register.get(), BigInteger.ZERO);
            return Answer.accepted(Kind.CLEAR_CREDIT, BigInteger.ZERO, register.get());
        });
    }

    private Answer clearTamper(Frame token) {
        if (token.value() != 0) {
            return Answer.rejected(Kind.CLEAR_TAMPER);
        }
        return once(token, Kind.CLEAR_TAMPER, () -> {
            tampered = false;
            return Answer.accepted(Kind.CLEAR_TAMPER, BigInteger.ZERO);
        });
    }

    private Answer changeKey(Section section, Frame token, Instant now) {
        if (!sections.take(section, token, now)) {
            return Answer.rejected(Kind.KEY_CHANGE);
        }
        int taken = sections.taken();
        if (taken == sections.needed()) {
            Optional<KeySections.NewKey> whole = sections.assemble().filter(this::isSafe);
            if (whole.isEmpty()) {
                return Answer.rejected(Kind.KEY_CHANGE);
            }
            change(whole.get());
        }
        return Answer.section(taken, sections.needed());
    }

    /** To forget the TIDs under an unchanged key would be to take every old token again. */
    private boolean isSafe(KeySections.NewKey next) {
        return !next.rollover() || !next.key().secret().equals(key.secret());
    }

    private void change(KeySections.NewKey next) {
        key = next.key();
        cipher = BlockCipher.of(key.secret(), tables);
        if (next.rollover()) {
            tids.forget();
        }
    }

    /** Obeys a token with a TID, unless the key has ended or its TID is known or too old. */
    private Answer once(Frame token, Kind kind, Supplier<Answer> effect) {
        Result result = key.isExpiredAt(token.tid()) ? Result.KEY_EXPIRED : tids.admit(token.tid());
        return result == Result.ACCEPTED ? effect.get() : Answer.refused(result, kind);
    }
}
