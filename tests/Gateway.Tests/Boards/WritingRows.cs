using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Selvedge.Gateway.Boards.Wire;

namespace Selvedge.Gateway.Tests.Boards;

/// <summary>What travels on the hub says the same as what HTTP answers.</summary>
public sealed class WritingRows
{
    [Theory]
    [InlineData(typeof(BoardRow))]
    [InlineData(typeof(QueueRow))]
    [InlineData(typeof(PurchaseOrderDetail))]
    [InlineData(typeof(StyleDetail))]
    public void A_word_travels_as_a_word_at_whatever_depth_it_stands(Type row)
    {
        var options = WireJson.For([]);
        var words = EnumsIn(row, options, []).ToList();
        Assert.NotEmpty(words);
        Assert.All(words, word => Assert.True(
            JsonSerializer.SerializeToElement(Enum.ToObject(word, 0), word, options).ValueKind == JsonValueKind.String, $"{word.Name} travels as a number."));
    }

    private static IEnumerable<Type> EnumsIn(Type type, JsonSerializerOptions options, HashSet<Type> seen)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (!seen.Add(type))
            return [];
        if (type.IsEnum)
            return [type];
        var info = options.GetTypeInfo(type);
        return info.Kind switch
        {
            JsonTypeInfoKind.Object => info.Properties.SelectMany(property => EnumsIn(property.PropertyType, options, seen)),
            JsonTypeInfoKind.Enumerable => EnumsIn(info.ElementType!, options, seen),
            _ => [],
        };
    }
}
