using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Orleans;

namespace Selvedge.Engine;

/// <summary>One grain class of one silo, and its living activations by key. Thread-safe.</summary>
internal sealed class GrainClass(Catalog catalog, Type type)
{
    private const string Suffix = "Grain";

    private readonly ConcurrentDictionary<string, Activation> activations = new(StringComparer.Ordinal);
    private readonly ObjectFactory construct = ActivatorUtilities.CreateFactory(type, []);

    public Catalog Catalog => catalog;

    public Type Type => type;

    /// <summary>As Orleans derives it: the class name in lower case without the suffix.</summary>
    public string Name { get; } =
        (type.Name.EndsWith(Suffix, StringComparison.Ordinal) ? type.Name[..^Suffix.Length] : type.Name).ToLowerInvariant();

    public IEnumerable<Activation> Activations => activations.Select(each => each.Value);

    public int Count => activations.Count;

    public Grain Create(IServiceProvider services) => (Grain)construct(services, null);

    public Activation GetOrAdd(string key) => activations.TryGetValue(key, out var activation)
        ? activation
        : activations.GetOrAdd(key, static (name, self) => new Activation(self, name), this);

    public Activation? Find(string key) => activations.GetValueOrDefault(key);

    public void Remove(string key, Activation activation) => activations.TryRemove(KeyValuePair.Create(key, activation));
}
