// Per argument and result that is not immutable: one delegate call per object, no reflection, nothing
// allocated but the copy. The trick: an object is cloned whole, and only the fields that are themselves mutable are
// then replaced by their copies, by a small method emitted once per type.
using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;

namespace Selvedge.Engine;

/// <summary>Copies values of one type as they cross a grain boundary. Thread-safe.</summary>
/// <remarks>An object met twice becomes two copies, and a circle is an error: a message is a tree.</remarks>
internal static class Copier<T>
{
    private static Func<T, T>? copy;

    /// <exception cref="NotSupportedException">The type, or that of something inside, may not cross.</exception>
    public static T Copy(T value) => (copy ??= (Func<T, T>)Copier.Make(typeof(T)))(value);
}

/// <summary>Makes the copiers, and decides which types may cross.</summary>
internal static class Copier
{
    private const BindingFlags Own = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    private static readonly ConcurrentDictionary<Type, Func<object, object>> ByActualType = new();

    /// <summary>A delegate that copies values of the declared type.</summary>
    internal static Delegate Make(Type type)
    {
        if (CrossingTypes.IsImmutable(type))
            return Generic(nameof(MakeSame), type);
        if (type.IsSZArray)
            return Generic(nameof(MakeArray), type.GetElementType()!);
        if (type.IsInterface || type == typeof(object))
            return Generic(nameof(MakeAny), type);
        if (CrossingTypes.Container(type) is { } container)
            return Generic($"Make{container}", type.GetGenericArguments());
        CrossingTypes.Check(type);
        return type.IsValueType ? MakeMemberwise(type) : Generic(nameof(MakeObject), type);
    }

    private static Delegate Generic(string name, params Type[] types) =>
        (Delegate)typeof(Copier).GetMethod(name, BindingFlags.Static | BindingFlags.NonPublic)!.MakeGenericMethod(types).Invoke(null, null)!;

    private static Func<T, T> MakeSame<T>() => static value => value;

    private static Func<T, T> MakeAny<T>() => static value => value is null ? value : (T)CopyActual(value);

    private static Func<T, T> MakeObject<T>() where T : class
    {
        var exact = typeof(T).IsAbstract ? null : (Func<T, T>)MakeMemberwise(typeof(T));
        return value => value is null ? null! : value.GetType() == typeof(T) ? exact!(value) : (T)CopyActual(value);
    }

    private static Func<T[], T[]> MakeArray<T>()
    {
        var same = CrossingTypes.IsImmutable(typeof(T));
        return value =>
            value is null ? null!
            : value.GetType() != typeof(T[]) ? (T[])CopyActual(value)
            : same ? (T[])value.Clone()
            : Array.ConvertAll(value, Copier<T>.Copy);
    }

    private static Func<ImmutableArray<T>, ImmutableArray<T>> MakeImmutableArray<T>() =>
        static value => value.IsDefaultOrEmpty ? value : ImmutableArray.CreateRange(value, Copier<T>.Copy);

    private static Func<ReadOnlyMemory<T>, ReadOnlyMemory<T>> MakeReadOnlyMemory<T>() =>
        static value => Copier<T[]>.Copy(value.ToArray());

    private static Func<T?, T?> MakeNullable<T>() where T : struct =>
        static value => value is { } there ? Copier<T>.Copy(there) : null;

    private static Func<List<T>, List<T>> MakeList<T>() =>
        static value => value is null ? null! : value.GetType() != typeof(List<T>) ? (List<T>)CopyActual(value) : value.ConvertAll(Copier<T>.Copy);

    private static Func<Dictionary<TKey, TValue>, Dictionary<TKey, TValue>> MakeDictionary<TKey, TValue>() where TKey : notnull => static value =>
    {
        if (value is null)
            return null!;
        if (value.GetType() != typeof(Dictionary<TKey, TValue>))
            return (Dictionary<TKey, TValue>)CopyActual(value);
        var copy = new Dictionary<TKey, TValue>(value.Count, value.Comparer);
        foreach (var (key, each) in value)
            copy.Add(Copier<TKey>.Copy(key), Copier<TValue>.Copy(each));
        return copy;
    };

    // By what the value is, where its declared type does not say.
    private static object CopyActual(object value)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        return ByActualType.GetOrAdd(value.GetType(), static type =>
        {
            CrossingTypes.Check(type);
            return (Func<object, object>)Generic(nameof(MakeBoxed), type);
        })(value);
    }

    private static Func<object, object> MakeBoxed<T>() => static value => Copier<T>.Copy((T)value)!;

    private static Delegate MakeMemberwise(Type type)
    {
        var method = new DynamicMethod($"Copy {type.Name}", type, [type], typeof(Copier).Module, skipVisibility: true);
        var il = method.GetILGenerator();
        if (!type.IsValueType)
        {
            il.Emit(OpCodes.Call, typeof(RuntimeHelpers).GetMethod(nameof(RuntimeHelpers.EnsureSufficientExecutionStack))!);
            il.Emit(OpCodes.Ldarg_0);
            il.Emit(OpCodes.Call, typeof(object).GetMethod(nameof(MemberwiseClone), Own)!);
            il.Emit(OpCodes.Starg_S, (byte)0);
        }
        for (var level = type; level is not null && level != typeof(object); level = level.BaseType)
            foreach (var field in level.GetFields(Own))
                Replace(field);
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ret);
        return method.CreateDelegate(typeof(Func<,>).MakeGenericType(type, type));

        void Replace(FieldInfo field)
        {
            if (CrossingTypes.IsImmutable(field.FieldType))
                return;
            il.Emit(type.IsValueType ? OpCodes.Ldarga_S : OpCodes.Ldarg_S, (byte)0);
            il.Emit(OpCodes.Ldarg_0);
            il.Emit(OpCodes.Ldfld, field);
            il.Emit(OpCodes.Call, typeof(Copier<>).MakeGenericType(field.FieldType).GetMethod("Copy")!);
            il.Emit(OpCodes.Stfld, field);
        }
    }
}
