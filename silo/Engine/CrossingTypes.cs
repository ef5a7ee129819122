using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.CompilerServices;
using Orleans;
using Orleans.Concurrency;
using Orleans.Runtime;

namespace Selvedge.Engine;

/// <summary>Which types may cross a grain boundary, and which of them need no copy.</summary>
internal static class CrossingTypes
{
    private const BindingFlags Own = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    private static readonly HashSet<Type> Values =
    [
        typeof(string), typeof(decimal), typeof(Guid), typeof(DateTime), typeof(DateTimeOffset), typeof(DateOnly), typeof(TimeOnly),
        typeof(TimeSpan), typeof(Uri), typeof(Version), typeof(GrainId), typeof(Nothing),
    ];

    private static readonly Dictionary<Type, string> Containers = new()
    {
        [typeof(List<>)] = "List",
        [typeof(Dictionary<,>)] = "Dictionary",
        [typeof(Nullable<>)] = "Nullable",
        [typeof(ImmutableArray<>)] = "ImmutableArray",
        [typeof(ReadOnlyMemory<>)] = "ReadOnlyMemory",
    };

    private static readonly ConcurrentDictionary<Type, bool> Immutable = new();

    /// <summary>Whether values are handed over as they are.</summary>
    public static bool IsImmutable(Type type) => Immutable.GetOrAdd(type, static type =>
        type.IsPrimitive || type.IsEnum || Values.Contains(type)
        || type.IsDefined(typeof(ImmutableAttribute), inherit: false)
        || type.IsSubclassOf(typeof(GrainProxy))
        || (type.IsGenericType && type.GetGenericTypeDefinition() is var generic
            && (generic == typeof(Immutable<>)
                || ((generic == typeof(ImmutableArray<>) || generic == typeof(Nullable<>)) && IsImmutable(type.GetGenericArguments()[0])))));

    /// <summary>The name of the known container, or null.</summary>
    public static string? Container(Type type) =>
        type.IsGenericType ? Containers.GetValueOrDefault(type.GetGenericTypeDefinition()) : null;

    /// <exception cref="NotSupportedException">The type, or one declared inside it, may not cross; the message says which and why.</exception>
    public static void Check(Type type) => Check(type, []);

    private static void Check(Type type, HashSet<Type> seen)
    {
        if (!seen.Add(type) || type.IsPrimitive || type.IsEnum || Values.Contains(type) || type.IsSubclassOf(typeof(GrainProxy)))
            return;
        if (type.IsInterface || type == typeof(object))
            return; // the actual value is checked when it comes
        if (type.IsSZArray)
            Check(type.GetElementType()!, seen);
        else if (Container(type) is not null || (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Immutable<>)))
            Array.ForEach(type.GetGenericArguments(), each => Check(each, seen));
        else if (type.IsValueType && type.IsAssignableTo(typeof(ITuple)))
            Array.ForEach(type.GetFields(), field => Check(field.FieldType, seen));
        else
            CheckMarked(type, seen);
    }

    private static void CheckMarked(Type type, HashSet<Type> seen)
    {
        if (!type.IsDefined(typeof(GenerateSerializerAttribute), inherit: false))
            throw new NotSupportedException($"{type} does not cross a grain boundary: it is not marked [GenerateSerializer].");
        if (type.BaseType is { } parent && parent != typeof(object) && parent != typeof(ValueType))
            CheckMarked(parent, seen);
        foreach (var field in type.GetFields(Own))
        {
            if (!IsIdentified(field))
                throw new NotSupportedException($"{type} does not cross a grain boundary: its member {MemberName(field)} has no [Id].");
            Check(field.FieldType, seen);
        }
    }

    // By an [Id] of its own or of its property, or as a parameter of a positional record. Orleans leaves
    // other members behind without a word; here they are an error.
    private static bool IsIdentified(FieldInfo field)
    {
        var type = field.DeclaringType!;
        return field.IsDefined(typeof(IdAttribute))
            || (MemberName(field) is var name && name != field.Name
                && (type.GetProperty(name, Own)?.IsDefined(typeof(IdAttribute)) == true || IsPositional(type, name)));
    }

    private static bool IsPositional(Type type, string name) => type.GetMember("Deconstruct", Own).OfType<MethodInfo>()
        .Any(method => method.IsDefined(typeof(CompilerGeneratedAttribute)) && method.GetParameters().Any(parameter => parameter.Name == name));

    private static string MemberName(FieldInfo field) =>
        field.Name.StartsWith('<') ? field.Name[1..field.Name.IndexOf('>', StringComparison.Ordinal)] : field.Name;
}
