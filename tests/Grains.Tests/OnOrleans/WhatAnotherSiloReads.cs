using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;
using Selvedge.Contracts;
using Selvedge.Domain;

namespace Selvedge.Grains.Tests.OnOrleans;

/// <summary>What is said to a grain, and what it answers, is written whole for a grain that lives in another process.</summary>
public sealed class WhatAnotherSiloReads
{
    private readonly Serializer serializer = new ServiceCollection()
        .AddSerializer(parts => parts.AddAssembly(typeof(Verdict).Assembly).AddAssembly(typeof(Refusal).Assembly))
        .BuildServiceProvider().GetRequiredService<Serializer>();

    private readonly Messages messages = new();

    public static TheoryData<string> Interfaces => Messages.Interfaces;

    [Theory]
    [MemberData(nameof(Interfaces))]
    public void Is_what_was_written(string name)
    {
        var types = Messages.TypesOf(name);
        Assert.NotEmpty(types);
        foreach (var type in types)
            typeof(WhatAnotherSiloReads).GetMethod(nameof(Send), BindingFlags.Instance | BindingFlags.NonPublic)!
                .MakeGenericMethod(type).CreateDelegate<Action>(this)();
    }

    // By its declared type, as a call does.
    private void Send<T>()
    {
        var said = messages.Make<T>();
        Messages.Same(said, serializer.Deserialize<T>(serializer.SerializeToArray(said)), typeof(T).Name);
    }
}
