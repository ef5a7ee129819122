using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Serialization;
using Selvedge.Contracts;
using Selvedge.Domain;

namespace Selvedge.Grains.Tests.OnOrleans;

/// <summary>What is said to a grain, and what it answers, arrives whole when the grain lives in another process.</summary>
public sealed class WhatAnotherSiloReads
{
    private const BindingFlags Own = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    // A tree of orders in orders ends here.
    private const int Deepest = 12;

    private readonly Serializer serializer = new ServiceCollection()
        .AddSerializer(parts => parts.AddAssembly(typeof(Verdict).Assembly).AddAssembly(typeof(Refusal).Assembly))
        .BuildServiceProvider().GetRequiredService<Serializer>();

    private int made;

    public static TheoryData<string> Interfaces => [.. GrainInterfaces().Select(t => t.Name)];

    [Theory]
    [MemberData(nameof(Interfaces))]
    public void Is_what_was_written(string name)
    {
        var types = GrainInterfaces().Single(t => t.Name == name).GetMethods()
            .SelectMany(method => method.GetParameters().Select(p => p.ParameterType).Append(Awaited(method.ReturnType)))
            .Where(type => type != typeof(void) && type != typeof(CancellationToken)).Distinct().ToArray();

        Assert.NotEmpty(types);
        foreach (var type in types)
            typeof(WhatAnotherSiloReads).GetMethod(nameof(Send), BindingFlags.Instance | BindingFlags.NonPublic)!
                .MakeGenericMethod(type).CreateDelegate<Action>(this)();
    }

    // By its declared type, as a call does.
    private void Send<T>()
    {
        var said = (T)Make(typeof(T), 0)!;
        Same(said, serializer.Deserialize<T>(serializer.SerializeToArray(said)), typeof(T).Name);
    }

    private static IEnumerable<Type> GrainInterfaces() =>
        typeof(Verdict).Assembly.GetTypes().Where(t => t.IsInterface && typeof(IGrain).IsAssignableFrom(t));

    private static Type Awaited(Type type) => type == typeof(Task) ? typeof(void)
        : type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Task<>) ? type.GetGenericArguments()[0] : type;

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
            return typeof(WhatAnotherSiloReads).GetMethod(nameof(Immutable), BindingFlags.Static | BindingFlags.NonPublic)!
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

    private static void Same(object? said, object? read, string path)
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
