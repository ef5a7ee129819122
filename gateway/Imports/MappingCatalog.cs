using System.Collections.Frozen;
using System.Text;
using Selvedge.Gateway.Problems;

namespace Selvedge.Gateway.Imports;

/// <summary>The mappings that come with the product: the JSON files of the folder Mappings, by name.</summary>
internal static class MappingCatalog
{
    public static FrozenDictionary<string, Mapping> All { get; } = ReadAll();

    /// <summary>A mapping by its name, or one that is written out. Exactly one of the two answers is null.</summary>
    public static (Mapping? Mapping, Fault? Fault) Find(string nameOrJson) =>
        nameOrJson.AsSpan().TrimStart() is ['{', ..]
            ? MappingReader.Read(Encoding.UTF8.GetBytes(nameOrJson))
            : All.TryGetValue(nameOrJson, out var mapping)
                ? (mapping, null)
                : (null, Fault.At("/mapping", "bad-parameter",
                    $"There is no mapping '{Issue.Shorten(nameOrJson)}'; expected {string.Join(", ", All.Keys.Order(StringComparer.Ordinal))}, or a mapping as JSON."));

    private static FrozenDictionary<string, Mapping> ReadAll()
    {
        var assembly = typeof(MappingCatalog).Assembly;
        return assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith("Selvedge.Mappings.", StringComparison.Ordinal))
            .Select(name =>
            {
                using var stream = assembly.GetManifestResourceStream(name)!;
                using var bytes = new MemoryStream();
                stream.CopyTo(bytes);
                var (mapping, fault) = MappingReader.Read(bytes.GetBuffer().AsSpan(0, (int)bytes.Length));
                return mapping ?? throw new InvalidOperationException($"{name}: {fault!.Errors[0].Pointer}: {fault.Detail}");
            })
            .ToFrozenDictionary(mapping => mapping.Name);
    }
}
