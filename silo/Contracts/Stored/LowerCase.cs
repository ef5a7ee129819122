using System.Text.Json;
using System.Text.Json.Serialization;

namespace Selvedge.Contracts.Stored;

/// <summary>Writes enum members in lower case without separators (<c>ontrack</c>, <c>exfactory</c>).</summary>
public sealed class LowerCase<T>() : JsonStringEnumConverter<T>(LowerCasePolicy.Instance, allowIntegerValues: false)
    where T : struct, Enum;

internal sealed class LowerCasePolicy : JsonNamingPolicy
{
    public static readonly LowerCasePolicy Instance = new();

    public override string ConvertName(string name) => name.ToLowerInvariant();
}
