package io.tokenline.bench;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What a benchmark must reach; each part that is given is a line of the table. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Goal {

    /** Operations a second on one thread, at least; 0 asks for none. */
    long perSecond() default 0;

    /** Benchmark of the same class whose processor time this one at most doubles; empty where there is none. */
    String doubles() default "";

    /** Benchmark of the same class that allocates all that this one may; empty where there is none. */
    String allocatesAs() default "";
}
