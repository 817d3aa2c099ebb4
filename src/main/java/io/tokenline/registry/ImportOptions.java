package io.tokenline.registry;

/**
 * How a file is taken in.
 *
 * @param partial whether rows without fault are taken where others have one
 * @param checkOnly whether nothing is changed whatever is found
 * @param keys whether the file's key parameters count for meters that the registry has
 */
public record ImportOptions(boolean partial, boolean checkOnly, boolean keys) {}
