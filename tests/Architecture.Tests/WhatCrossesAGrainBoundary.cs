using System.Collections.Immutable;
using System.Reflection;
using Orleans;
using Selvedge.Contracts;

namespace Selvedge.Architecture.Tests;

/// <summary>
/// Every type in every grain interface is a sealed record made for crossing, down to its last member: otherwise a second
/// silo could not read what the first one sends.
/// </summary>
public sealed class WhatCrossesAGrainBoundary
{
    private static readonly ImmutableHashSet<Type> Plain =
    [
        typeof(string), typeof(bool), typeof(byte), typeof(short), typeof(int), typeof(long), typeof(double), typeof(decimal),
        typeof(Guid), typeof(DateOnly), typeof(DateTimeOffset), typeof(TimeSpan),
    ];

    public static TheoryData<string> Interfaces => [.. GrainInterfaces().Select(t => t.Name)];

    [Theory]
    [MemberData(nameof(Interfaces))]
    public void Consists_of_plain_values_and_sealed_immutable_records(string name)
    {
        var grain = GrainInterfaces().Single(t => t.Name == name);
        var faults = new List<string>();
        foreach (var method in grain.GetMethods())
            foreach (var type in method.GetParameters().Select(p => p.ParameterType).Append(method.ReturnType))
                Walk(Awaited(type), $"{name}.{method.Name}", faults, []);
        Assert.Empty(faults);
    }

    [Fact]
    public void Aliases_are_unique()
    {
        var aliases = new[] { typeof(Verdict).Assembly, typeof(Domain.Refusal).Assembly }
            .SelectMany(a => a.GetTypes()).Select(t => t.GetCustomAttribute<AliasAttribute>()?.Alias).OfType<string>().ToList();
        Assert.NotEmpty(aliases);
        Assert.Equal(aliases.Distinct().Count(), aliases.Count);
    }

    private static IEnumerable<Type> GrainInterfaces() =>
        typeof(Verdict).Assembly.GetTypes().Where(t => t.IsInterface && typeof(IGrain).IsAssignableFrom(t));

    private static Type Awaited(Type type) => type == typeof(Task) ? typeof(void)
        : type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Task<>) ? type.GetGenericArguments()[0] : type;

    private static void Walk(Type type, string path, List<string> faults, HashSet<Type> seen)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type == typeof(void) || type.IsEnum || Plain.Contains(type) || !seen.Add(type))
            return;
        if (type.IsArray || (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ImmutableArray<>)))
        {
            Walk(type.IsArray ? type.GetElementType()! : type.GetGenericArguments()[0], path + "[]", faults, seen);
            return;
        }

        if (!type.IsSealed || type.GetCustomAttribute<GenerateSerializerAttribute>() is null
            || type.GetCustomAttribute<ImmutableAttribute>() is null || type.GetCustomAttribute<AliasAttribute>() is null)
            faults.Add($"{path}: {type.Name} is not a sealed record with [GenerateSerializer, Immutable, Alias]");
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.CanWrite))
            Walk(property.PropertyType, $"{path} > {type.Name}.{property.Name}", faults, seen);
    }
}
