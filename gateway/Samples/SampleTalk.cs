using System.Collections.Immutable;
using Selvedge.Domain.Approvals;
using Selvedge.Domain.Conversations;
using Selvedge.Domain.People;
using Selvedge.Domain.PurchaseOrders;
using Selvedge.Domain.Styles;

namespace Selvedge.Gateway.Samples;

/// <summary>What people have said to each other about some orders and styles of a sample, over the last weeks. The same seed, day and people say the same.</summary>
internal sealed class SampleTalk(int seed, DateOnly today, ImmutableArray<PersonSheet> people)
{
    private const double ShareOfOrders = 0.08;
    private const double ShareOfStyles = 0.06;
    private const int DaysBack = 16;
    private const int MostHoursToAnswer = 30;

    /// <summary>Empty for most.</summary>
    public ImmutableArray<NewComment> About(OrderSheet order) => Of(
        order.Number, order.Brand, order.Category, order.Vendor, ShareOfOrders, OrderTalks, line: new CommentPlace(1, null, null));

    /// <summary>Empty for most.</summary>
    public ImmutableArray<NewComment> About(StyleSheet style, string vendor) =>
        Of(style.Number, style.Brand, style.Category, vendor, ShareOfStyles, StyleTalks, line: null);

    private ImmutableArray<NewComment> Of(
        string subject, string brand, string category, string vendor, double share, Turn[][] talks, CommentPlace? line)
    {
        var dice = new Random(Seeds.Of(seed, $"{subject} talk", 0));
        if (!dice.Happens(share))
            return [];
        var talk = dice.Of<Turn[]>(talks);
        var about = dice.Happens(0.5) ? line : null;
        var speakers = new Dictionary<Voice, string>
        {
            [Voice.Assistant] = OfBrand("assistant"), [Voice.Manager] = OfBrand("manager"),
            [Voice.Vendor] = people.FirstOrDefault(p => p.Vendors.Contains(vendor))?.Id ?? vendor,
        };
        // In the hours of an office; the last word falls before today.
        var at = new DateTimeOffset(today.AddDays(-dice.Next(2 * talk.Length + 1, DaysBack)).ToDateTime(new TimeOnly(7, 0)), TimeSpan.Zero);
        // Some wait for an answer.
        return [.. talk.Take(dice.Happens(0.35) ? talk.Length - 1 : talk.Length).Select(Say)];

        NewComment Say(Turn turn)
        {
            var asked = turn.To is { } to ? people.FirstOrDefault(p => p.Id == speakers[to]) : null;
            var isVendors = turn.By == Voice.Vendor;
            at = Working(at.AddHours(dice.Next(1, MostHoursToAnswer)).AddMinutes(dice.Next(60)));
            return new NewComment(
                speakers[turn.By], isVendors ? Party.Vendor : Party.Brand, isVendors ? [vendor] : [],
                !turn.IsPrivate ? Visibility.Public : isVendors ? Visibility.Vendor : Visibility.Brand,
                asked is null ? char.ToUpperInvariant(turn.Text[0]) + turn.Text[1..] : $"@{asked.Name} {turn.Text}", asked is null ? [] : [asked.Id], about, SaidAt: at);
        }

        string OfBrand(string role) => people.FirstOrDefault(p => p.Side == "brand" && p.Role == role
            && Allows(p.Brands, brand) && Allows(p.Categories, category) && Allows(p.Vendors, vendor))?.Id ?? SamplePeople.Director;
    }

    // What would be said at night is said in the morning.
    private static DateTimeOffset Working(DateTimeOffset at) => at.Hour is >= 6 and < 17 ? at : at.AddHours(at.Hour < 6 ? 7 - at.Hour : 31 - at.Hour);

    private static bool Allows(ImmutableArray<string> allowed, string one) => allowed.IsEmpty || allowed.Contains(one);

    private enum Voice
    {
        Assistant,
        Manager,
        Vendor,
    }

    private sealed record Turn(Voice By, string Text, Voice? To = null, bool IsPrivate = false);

    private static readonly Turn[][] OrderTalks =
    [
        [
            new(Voice.Assistant, "when do the zips reach the factory? Packing cannot close the cartons without them.", Voice.Vendor),
            new(Voice.Vendor, "They cleared customs yesterday and are here on Friday."),
            new(Voice.Assistant, "Thank you. I keep the packing dates as they are."),
            new(Voice.Vendor, "The carton labels are still missing from your side.", Voice.Assistant),
        ],
        [
            new(Voice.Vendor, "Line 4 had a power cut for two days; we add a Sunday shift to make it up."),
            new(Voice.Assistant, "do we move the inspection? The inspector is booked for Tuesday.", Voice.Manager, IsPrivate: true),
            new(Voice.Manager, "Leave it. They have two days of float there.", IsPrivate: true),
            new(Voice.Assistant, "The inspection stays on Tuesday. Please have 80 % packed by then.", Voice.Vendor),
        ],
        [
            new(Voice.Manager, "third week without a cutting report. Please call them today.", Voice.Assistant, IsPrivate: true),
            new(Voice.Assistant, "Spoke to the merchandiser: cutting began on Monday, the reports come from tomorrow on.", IsPrivate: true),
            new(Voice.Manager, "are the numbers there now?", Voice.Assistant, IsPrivate: true),
        ],
        [
            new(Voice.Assistant, "The size ratio of the XL looks wrong against the booking.", Voice.Vendor),
            new(Voice.Vendor, "You are right, it should be 8 %. The marker is not cut yet, we change it today."),
        ],
        [
            new(Voice.Vendor, "Can the ship mode be changed to air for the first 500 pieces?", Voice.Manager),
            new(Voice.Manager, "what does air cost us on this one?", Voice.Assistant, IsPrivate: true),
            new(Voice.Assistant, "2.10 USD a piece on the last quote. The margin does not carry it.", IsPrivate: true),
            new(Voice.Manager, "Sea as agreed, please. Tell us by Thursday if the vessel cannot be met."),
        ],
        [
            new(Voice.Assistant, "The care label still shows last season's fibre content."),
            new(Voice.Vendor, "The new labels are printed, the old ones are destroyed."),
            new(Voice.Assistant, "Please send a photo of the new one.", Voice.Vendor),
        ],
    ];

    private static readonly Turn[][] StyleTalks =
    [
        [
            new(Voice.Assistant, "The mill asks for 600 m per colour. We book 450 of the third one.", Voice.Manager, IsPrivate: true),
            new(Voice.Manager, "Put the third colour on the same base as the knit tee, then it comes to 700.", IsPrivate: true),
            new(Voice.Assistant, "is that agreed with design?", Voice.Manager, IsPrivate: true),
        ],
        [
            new(Voice.Vendor, "The collar of the second proto rolls. We would take out 3 mm of the stand."),
            new(Voice.Assistant, "Please show both in the next round, as it is and 3 mm lower.", Voice.Vendor),
            new(Voice.Vendor, "Both are in the parcel of Thursday."),
        ],
        [
            new(Voice.Manager, "Line review is next week: the proto and a swatch card of all colours, please.", Voice.Assistant),
            new(Voice.Assistant, "The proto is in the sample room, rail 4. The swatches come on Tuesday."),
        ],
        [
            new(Voice.Assistant, "Shell weight went from 180 to 165 g. The tech pack is to be changed before the fit.", Voice.Manager),
            new(Voice.Manager, "Agreed. Version 3 goes out today."),
        ],
    ];
}
