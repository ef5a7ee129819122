using System.Collections.Frozen;
using Selvedge.Domain.TimeAndAction;

namespace Selvedge.Gateway.Imports;

internal enum FieldType
{
    Text,
    Day,
    Count,
}

/// <param name="Required">A row without it is refused.</param>
internal readonly record struct Target(FieldType Type, bool Required = false);

/// <summary>What a mapping may fill, by kind of import.</summary>
internal static class Targets
{
    public const string Styles = "styles";
    public const string Vendors = "vendors";
    public const string PurchaseOrders = "purchase-orders";

    public static readonly FrozenDictionary<string, FrozenDictionary<string, Target>> ByKind = new Dictionary<string, FrozenDictionary<string, Target>>
    {
        [Styles] = new Dictionary<string, Target>
        {
            ["number"] = new(FieldType.Text, true), ["name"] = new(FieldType.Text, true),
            ["brand"] = new(FieldType.Text, true), ["category"] = new(FieldType.Text, true),
            ["season"] = new(FieldType.Text), ["gender"] = new(FieldType.Text), ["articleType"] = new(FieldType.Text),
            ["colour"] = new(FieldType.Text), ["targetExFactory"] = new(FieldType.Day),
            ["material"] = new(FieldType.Text), ["composition"] = new(FieldType.Text), ["sizeRange"] = new(FieldType.Text), ["techPack"] = new(FieldType.Text),
            [TemplateAttributes.Printed] = new(FieldType.Text), [TemplateAttributes.Washed] = new(FieldType.Text),
        }.ToFrozenDictionary(),
        [Vendors] = new Dictionary<string, Target>
        {
            ["code"] = new(FieldType.Text), ["name"] = new(FieldType.Text, true), ["country"] = new(FieldType.Text, true),
            ["city"] = new(FieldType.Text), ["address"] = new(FieldType.Text), ["productType"] = new(FieldType.Text),
            ["workers"] = new(FieldType.Count), ["brand"] = new(FieldType.Text),
        }.ToFrozenDictionary(),
        [PurchaseOrders] = new Dictionary<string, Target>
        {
            ["number"] = new(FieldType.Text, true), ["brand"] = new(FieldType.Text, true), ["category"] = new(FieldType.Text, true),
            ["season"] = new(FieldType.Text), ["vendor"] = new(FieldType.Text), ["vendorName"] = new(FieldType.Text),
            ["vendorCountry"] = new(FieldType.Text), ["incoterm"] = new(FieldType.Text), ["shipMode"] = new(FieldType.Text),
            ["template"] = new(FieldType.Text),
            ["line"] = new(FieldType.Count), ["lineOrder"] = new(FieldType.Text), ["style"] = new(FieldType.Text),
            ["description"] = new(FieldType.Text), ["colour"] = new(FieldType.Text), ["size"] = new(FieldType.Text), ["quantity"] = new(FieldType.Count, true),
            ["exFactory"] = new(FieldType.Day), ["committed"] = new(FieldType.Day), ["cancel"] = new(FieldType.Day),
            ["reason"] = new(FieldType.Text), ["side"] = new(FieldType.Text),
        }.ToFrozenDictionary(),
    }.ToFrozenDictionary();
}
