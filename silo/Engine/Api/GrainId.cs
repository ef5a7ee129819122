using Selvedge.Engine;

namespace Orleans.Runtime;

/// <summary>Names one grain: its type and its key.</summary>
public readonly struct GrainId : IEquatable<GrainId>
{
    private readonly GrainClass? type;

    internal GrainId(GrainClass type, string name)
    {
        this.type = type;
        Name = name;
    }

    internal string Name { get; }

    public bool Equals(GrainId other) => type == other.type && Name == other.Name;

    public override bool Equals(object? obj) => obj is GrainId other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(type, Name);

    /// <summary>The form <c>type/key</c>, such as <c>purchaseorder/PO-1001</c>.</summary>
    public override string ToString() => $"{type?.Name}/{Name}";

    public static bool operator ==(GrainId left, GrainId right) => left.Equals(right);

    public static bool operator !=(GrainId left, GrainId right) => !left.Equals(right);
}
