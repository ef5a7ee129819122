using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.CompilerServices;
using Orleans;
using Selvedge.Contracts;

namespace Selvedge.Grains.Tests.OnOrleans;

/// <summary>A value of every type that crosses a grain boundary, whole to its last member.</summary>
internal sealed class Messages
{
    private const BindingFlags Own = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    // A tree of orders in orders ends here.
    private const int Deepest = 12;

    private int made;

    public static TheoryData<string> Interfaces => [.. GrainInterfaces().Select(t => t.Name)];

    /// <summary>What is said to grains of an interface, and what they answer.</summary>
    public static Type[] TypesOf(string name) => [.. InterfaceOf(name).GetMethods()
        .SelectMany(method => method.GetParameters().Select(p => p.ParameterType).Append(Awaited(method.ReturnType)))
        .Where(type => type != typeof(void) && type != typeof(CancellationToken)).Distinct()];

    public static Type InterfaceOf(string name) => GrainInterfaces().Single(t => t.Name == name);

    /// <summary>What comes of a task; <see langword="void"/> where nothing does.</summary>
    public static Type Awaited(Type type) => type == typeof(Task) ? typeof(void)
        : type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Task<>) ? type.GetGenericArguments()[0] : type;

    public T Make<T>() => (T)Make(typeof(T))!;

    public object? Make(Type type) => type == typeof(void) ? null : type == typeof(CancellationToken) ? CancellationToken.None : Make(type, 0);

    private static IEnumerable<Type> GrainInterfaces() =>
        typeof(Verdict).Assembly.GetTypes().Where(t => t.IsInterface && typeof(IGrain).IsAssignableFrom(t));

    // Every member has a value, and no two the same where there is a choice.
    private object? Make(Type type, int depth)
    {
        made++;
        if (Nullable.GetUnderlyingType(type) is { } inner)
            return Make(inner, depth);
        if (type.IsEnum)
            return Enum.GetValues(type) is var all && all.Length > 0 ? all.GetValue(made % all.Length) : Activator.CreateInstance(type);
        if (type == typeof(string))
            return $"text {made}";
        if (type == typeof(bool))
            return true;
        if (type == typeof(Guid))
            return new Guid(made, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
        if (type == typeof(DateOnly))
            return new DateOnly(2026, 1, 1).AddDays(made);
        if (type == typeof(DateTimeOffset))
            return new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.FromHours(8)).AddMinutes(made);
        if (type == typeof(TimeSpan))
            return TimeSpan.FromSeconds(made);
        if (type.IsPrimitive || type == typeof(decimal))
            return Convert.ChangeType(1 + made % 100, type, System.Globalization.CultureInfo.InvariantCulture);
        if (type.IsArray)
            return Several(type.GetElementType()!, depth);
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ImmutableArray<>))
            return typeof(Messages).GetMethod(nameof(Immutable), BindingFlags.Static | BindingFlags.NonPublic)!
                .MakeGenericMethod(type.GetGenericArguments()).Invoke(null, [Several(type.GetGenericArguments()[0], depth)]);
        var value = RuntimeHelpers.GetUninitializedObject(type);
        foreach (var field in Fields(type))
            if (depth < Deepest || field.FieldType.IsValueType)
                field.SetValue(value, Make(field.FieldType, depth + 1));
        return value;
    }

    private Array Several(Type type, int depth)
    {
        var items = Array.CreateInstance(type, depth < Deepest ? 2 : 0);
        for (var i = 0; i < items.Length; i++)
            items.SetValue(Make(type, depth + 4), i);
        return items;
    }

    private static ImmutableArray<T> Immutable<T>(T[] items) => [.. items];

    private static IEnumerable<FieldInfo> Fields(Type type)
    {
        for (var level = type; level is not null && level != typeof(object) && level != typeof(ValueType); level = level.BaseType)
            foreach (var field in level.GetFields(Own))
                yield return field;
    }

    /// <summary>Fails where something was lost on the way, and says what.</summary>
    public static void Same(object? said, object? read, string path)
    {
        if (said is null || read is null)
        {
            Assert.True(said is null && read is null, $"{path}: {said ?? "nothing"} became {read ?? "nothing"}");
            return;
        }

        var type = said.GetType();
        Assert.True(type == read.GetType(), $"{path}: a {type} became a {read.GetType()}");
        if (type.IsPrimitive || type.IsEnum || type == typeof(string) || type.Namespace == "System" && !type.IsArray && !type.IsGenericType)
        {
            Assert.True(said.Equals(read), $"{path}: {said} became {read}");
            return;
        }

        if (said is System.Collections.IEnumerable several && read is System.Collections.IEnumerable others)
        {
            var (left, right) = (several.Cast<object?>().ToArray(), others.Cast<object?>().ToArray());
            Assert.True(left.Length == right.Length, $"{path}: {left.Length} became {right.Length}");
            for (var i = 0; i < left.Length; i++)
                Same(left[i], right[i], $"{path}[{i}]");
            return;
        }

        foreach (var field in Fields(type))
            Same(field.GetValue(said), field.GetValue(read), $"{path}.{field.Name}");
    }
}
