using System.Collections.Immutable;

namespace Selvedge.Domain.TimeAndAction;

/// <summary>The time-and-action calendars that come with the product.</summary>
public static class Templates
{
    /// <summary>For delivery history from elsewhere: order and delivery alone.</summary>
    public static CalendarTemplate Delivery => DeliveryTemplate.Version1;

    /// <summary>All versions of all templates: what was once used is never taken away.</summary>
    public static readonly ImmutableArray<CalendarTemplate> All =
        [ApparelTemplate.Version1, FootwearTemplate.Version1, AccessoriesTemplate.Version1, DeliveryTemplate.Version1];

    /// <summary>The template called <paramref name="id"/> (such as <c>APPAREL</c>) in that version; null when there is none.</summary>
    public static CalendarTemplate? Find(string id, int version)
    {
        foreach (var template in All)
            if (template.Id == id && template.Version == version)
                return template;
        return null;
    }

    /// <summary>The newest template for <c>apparel</c>, <c>footwear</c> or <c>accessories</c>; null for any other category.</summary>
    public static CalendarTemplate? ForCategory(string category) => category switch
    {
        "apparel" => ApparelTemplate.Version1,
        "footwear" => FootwearTemplate.Version1,
        "accessories" => AccessoriesTemplate.Version1,
        _ => null,
    };
}
