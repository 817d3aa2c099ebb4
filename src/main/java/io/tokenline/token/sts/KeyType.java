package io.tokenline.token.sts;

/** KT: what a decoder key is for (IEC 62055-41, 6.5.2). */
public enum KeyType {
    /** Initialisation key, put in by the manufacturer; descends from no vending key. */
    DITK(0),
    /** Default key: management tokens and key changes, never credit. */
    DDTK(1),
    /** Unique key: the ordinary key of a meter in service. */
    DUTK(2),
    /** Common key, shared by meters with magnetic cards. */
    DCTK(3);

    private final int code;

    KeyType(int code) {
        this.code = code;
    }

    /** The standard's number: 0 to 3. */
    public int code() {
        return code;
    }

    /** The key type of this number. */
    public static KeyType ofCode(int code) {
        for (KeyType type : values()) {
            if (type.code == code) {
                return type;
            }
        }
        throw new IllegalArgumentException("KT " + code + " is no key type; they are 0 to 3");
    }
}
