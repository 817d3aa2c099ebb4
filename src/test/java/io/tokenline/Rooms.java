package io.tokenline;

import io.tokenline.payment.AccountListener;
import io.tokenline.payment.PaymentListener;
import io.tokenline.vault.SecurityModule;
import io.tokenline.vending.LookUpCache;
import io.tokenline.vending.Vending;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import jakarta.transaction.UserTransaction;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Proxy;
import java.lang.reflect.Type;
import java.time.Clock;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.dynamic.loading.ClassLoadingStrategy;
import net.bytebuddy.implementation.MethodDelegation;
import net.bytebuddy.implementation.bind.annotation.Origin;
import net.bytebuddy.implementation.bind.annotation.RuntimeType;
import net.bytebuddy.implementation.bind.annotation.SuperCall;
import net.bytebuddy.matcher.ElementMatchers;

/**
 * The rooms over a {@link Database}, built by their constructors as the server does, with the transactions that their
 * {@code @Transactional} asks for. (Byte Buddy comes with Hibernate.)
 */
public final class Rooms {

    private static final Map<Class<?>, Class<?>> BOUNDARIES = new ConcurrentHashMap<>();
    private static final Class<?> DOOR = named("io.tokenline.vault.VaultDoor");

    /** Rooms that the server finds by the interface that they implement. */
    private static final Map<Class<?>, Class<?>> BEHIND = Map.of(
            SecurityModule.class, named("io.tokenline.vault.SoftwareModule"),
            AccountListener.class, named("io.tokenline.vending.PayBill"));

    private final Database database;
    private final Power power;
    private final Map<Class<?>, Object> built = new HashMap<>();

    /** Fresh rooms over empty tables; only the vault's file, slow to make, is shared. */
    public Rooms(Database database) {
        this(database, database.settings(), new Power());
        database.clear();
        built.put(DOOR, database.door());
    }

    private Rooms(Database database, Settings settings, Power power) {
        this.database = database;
        this.power = power;
        built.put(Database.class, database);
        built.put(EntityManager.class, database.entities());
        built.put(Clock.class, database.clock());
        built.put(Settings.class, settings);
        built.put(RandomGenerator.class, new Random(62055));
        built.put(UserTransaction.class, withoutTimeout());
        built.put(AfterCommit.class, new AfterCommit(database.transactions().registry()));
    }

    /** Here no transaction is ended for its age. */
    private static Object withoutTimeout() {
        return Proxy.newProxyInstance(
                Rooms.class.getClassLoader(), new Class<?>[] {UserTransaction.class}, (proxy, method, arguments) -> {
                    if (!method.getName().equals("setTransactionTimeout")) {
                        throw new UnsupportedOperationException(method.getName());
                    }
                    return method.getDefaultValue();
                });
    }

    /** Rooms over tables that keep what is in them. */
    public static Rooms over(Database database) {
        return new Rooms(database, database.settings(), new Power());
    }

    /** Further rooms over the same tables and key store, of a server that is no sandbox. */
    public Rooms asInProduction() {
        return beside(
                Map.of("tokenline.vault.password", "sandbox"),
                database.settings().node(),
                new Power());
    }

    /** Further rooms over the same tables, of a server that was not given the key store's password. */
    public Rooms vaultClosed() {
        return beside(Map.of(), database.settings().node(), new Power());
    }

    /** Further rooms over the same tables, of another server that runs beside; they share the vault's file alone. */
    public Rooms asNode(String name, Power supply) {
        Rooms node = beside(Map.of("tokenline.sandbox", "true"), name, supply);
        node.built.put(DOOR, get(DOOR));
        return node;
    }

    private Rooms beside(Map<String, String> variables, String node, Power supply) {
        Map<String, String> texts = new HashMap<>(variables);
        texts.put("jboss.node.name", node);
        texts.put("tokenline.data", database.settings().data().toString());
        return new Rooms(database, SettingsReader.read(name -> Optional.ofNullable(texts.get(name))), supply);
    }

    /** Puts something of the test's own in the place of what would be built. */
    public <T> Rooms with(Class<T> type, T instance) {
        built.put(type, instance);
        return this;
    }

    /** The one instance of a type. */
    public synchronized <T> T get(Class<T> type) {
        Object instance = built.get(type);
        if (instance == null) {
            instance = type == LookUpCache.class
                    ? new LookUpCache(LocalCache.fresh())
                    : build(BEHIND.getOrDefault(type, type));
            built.put(type, instance);
        }
        return type.cast(instance);
    }

    private <T> T build(Class<T> type) {
        try {
            Constructor<?> declared = constructor(type);
            Object[] arguments = Arrays.stream(declared.getGenericParameterTypes())
                    .map(this::argument)
                    .toArray();
            boolean boundary = type.isAnnotationPresent(Transactional.class);
            Constructor<?> callable = boundary
                    ? BOUNDARIES
                            .computeIfAbsent(type, Rooms::bounded)
                            .getDeclaredConstructor(declared.getParameterTypes())
                    : declared;
            callable.setAccessible(true);
            Object instance = callable.newInstance(arguments);
            if (boundary) {
                instance.getClass().getField("boundary").set(instance, new Boundary(database.transactions(), power));
            }
            return type.cast(instance);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot build " + type, e);
        }
    }

    private static Class<?> named(String type) {
        try {
            return Class.forName(type);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private Object argument(Type type) {
        if (type instanceof ParameterizedType generic && generic.getRawType() == Instance.class) {
            return instanceOf((Class<?>) generic.getActualTypeArguments()[0]);
        }
        return get((Class<?>) type);
    }

    private Instance<?> instanceOf(Class<?> type) {
        return (Instance<?>) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {Instance.class},
                (proxy, method, arguments) ->
                        type == PaymentListener.class && !built.containsKey(type) ? get(Vending.class) : get(type));
    }

    private static Constructor<?> constructor(Class<?> type) throws NoSuchMethodException {
        for (Constructor<?> constructor : type.getDeclaredConstructors()) {
            if (constructor.isAnnotationPresent(Inject.class)) {
                return constructor;
            }
        }
        return type.getDeclaredConstructor();
    }

    private static Class<?> bounded(Class<?> type) {
        try {
            return new ByteBuddy()
                    .subclass(type)
                    .defineField("boundary", Boundary.class, Modifier.PUBLIC)
                    .method(ElementMatchers.isDeclaredBy(type).and(ElementMatchers.isVirtual()))
                    .intercept(MethodDelegation.toField("boundary"))
                    .make()
                    .load(
                            type.getClassLoader(),
                            ClassLoadingStrategy.UsingLookup.of(
                                    MethodHandles.privateLookupIn(type, MethodHandles.lookup())))
                    .getLoaded();
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Stands where the server's interceptor stands. */
    public static final class Boundary {

        private final Transactions transactions;
        private final Power power;

        Boundary(Transactions transactions, Power power) {
            this.transactions = transactions;
            this.power = power;
        }

        /** Surrounds a call with the transaction that its method, or else its class, asks for. */
        @RuntimeType
        public Object call(@Origin Method method, @SuperCall Callable<?> step) throws Exception {
            Transactional asked = method.isAnnotationPresent(Transactional.class)
                    ? method.getAnnotation(Transactional.class)
                    : method.getDeclaringClass().getAnnotation(Transactional.class);
            power.check();
            if (!Transactions.commitsHere(asked.value())) {
                return transactions.call(asked.value(), step);
            }
            Object result = transactions.call(asked.value(), () -> {
                Object done = step.call();
                power.committing();
                return done;
            });
            power.committed();
            return result;
        }
    }
}
