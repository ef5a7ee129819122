using System.Collections.Immutable;
using System.Globalization;
using Selvedge.Domain.Milestones;
using Selvedge.Domain.PurchaseOrders;
using Selvedge.Domain.Styles;
using Selvedge.Domain.TimeAndAction;

namespace Selvedge.Gateway.Samples;

/// <summary>What one vendor makes for one brand and category: the styles, and the orders that buy them.</summary>
internal sealed class Drop
{
    // The others are in development: no order yet.
    private const double ShareOrdered = 0.7;
    private const double ShareOfStylesInTrouble = 0.08;
    private const double ShareOfWholeOrdersInTrouble = 0.6;
    private const double ShareSurprisedByHolidays = 0.04;
    private const double ShareOfLateDatesAgreed = 0.15;
    private const double SharePrinted = 0.4;
    private const double ShareWashed = 0.25;
    private const double ShareWithoutComposition = 0.12;
    private const double ShareWithoutTechPack = 0.2;
    private const int LinesAtMost = 6;
    private const int TriesForADay = 24;

    private readonly Plans plans;
    private readonly int seed;
    private readonly DateOnly today;
    private readonly Maker maker;
    private readonly string brand;
    private readonly ImmutableArray<AttributeValue> look;
    private readonly Range styles;
    private readonly int ordered;
    private readonly ImmutableArray<PlannedOrder> orders;
    private readonly Dictionary<int, Course> courses = [];

    public Drop(Plans plans, int seed, DateOnly today, int number, Maker maker, Range styles, Range orders)
    {
        (this.plans, this.seed, this.today, this.maker, this.styles) = (plans, seed, today, maker, styles);
        var dice = new Random(Seeds.Of(seed, "drop", number));
        brand = dice.Of(maker.Sheet.Brands.AsSpan());
        look = Look(new Random(Seeds.Of(seed, "look", number)));
        ordered = Math.Max(1, (int)Math.Round((styles.End.Value - styles.Start.Value) * ShareOrdered));

        var count = orders.End.Value - orders.Start.Value;
        var planned = ImmutableArray.CreateBuilder<PlannedOrder>(count);
        for (var i = 0; i < count; i++)
        {
            var fate = Fates.Draw(maker.Trouble, dice);
            var mode = ModeOf(new Random(Seeds.Of(seed, "mode", orders.Start.Value + i)));
            var plan = PlanFor(fate, mode, dice);
            // Of what stands across a holiday somebody has already said how it will be met.
            if (fate is Fate.Silent or Fate.Planned && !plan.IsCalm)
                fate = Fate.OnTrack;
            // Together the orders buy every style that is ordered.
            planned.Add(new PlannedOrder(
                orders.Start.Value + i, fate, plan, mode,
                i * ordered / count, Math.Max(i * ordered / count + 1, ((i + 1) * ordered + count - 1) / count)));
        }

        this.orders = planned.MoveToImmutable();
    }

    public string Vendor => maker.Sheet.Code;

    private string Category => maker.Category;

    public IEnumerable<StyleSheet> Styles()
    {
        for (var i = 0; i < styles.End.Value - styles.Start.Value; i++)
        {
            var style = StyleOf(i);
            var past = ImmutableArray.CreateBuilder<ReportMilestone>();
            var dice = new Random(Seeds.Of(seed, "style-past", styles.Start.Value + i));
            CourseOf(i).Report(past, 0, style.Number, brand, maker.Sheet.Code, today, dice);
            yield return style with { Past = past.ToImmutable() };
        }
    }

    public IEnumerable<OrderSheet> Orders() => orders.Select(OrderOf);

    // What is bought together is printed or washed together. Of the brand with a template of its own nothing is: nobody here tells of its wash tests.
    private ImmutableArray<AttributeValue> Look(Random dice) =>
    [
        new(TemplateAttributes.Printed, dice.Happens(SharePrinted) ? TemplateAttributes.Yes : TemplateAttributes.No),
        new(TemplateAttributes.Washed, Category == "apparel" && brand != SampleCalendars.BrandOf(SampleWords.Brands) && dice.Happens(ShareWashed) ? TemplateAttributes.Yes : TemplateAttributes.No),
    ];

    private string ModeOf(Random dice) => maker.Sheet.Country is "IT" or "PT" or "TR"
        ? dice.Of<string>(["Truck", "Truck", "Ocean"])
        : dice.Of<string>(["Ocean", "Ocean", "Ocean", "Ocean", "Air"]);

    private AttributeValue NewVendor => new(TemplateAttributes.NewVendor, maker.IsNew ? TemplateAttributes.Yes : TemplateAttributes.No);

    // As the order itself will find: what is said, how it travels, and from where.
    private ImmutableArray<AttributeValue> AttributesOf(string mode) =>
    [
        .. look, TemplateAttributes.OfShipMode(mode)!, NewVendor, TemplateAttributes.OfOrigin(maker.Sheet.Country, SampleWords.CountryOf(brand))!,
    ];

    private Plan PlanFor(Fate fate, string mode, Random dice)
    {
        var said = AttributesOf(mode);
        var (from, to) = Fates.ExFactory(fate);
        for (var tries = 0; ; tries++)
        {
            var day = today.AddDays(dice.Next(from, to + 1));
            var plan = plans.For(Category, maker.Sheet.Country, day, said);
            if (plan.Schedule.Baseline[^1] == day && (plan.IsCalm || fate is not (Fate.Silent or Fate.Planned)))
                return plan;
            if (tries == TriesForADay)
                return plans.For(Category, maker.Sheet.Country, plan.Schedule.Baseline[^1], said);
        }
    }

    private StyleSheet StyleOf(int index)
    {
        var number = styles.Start.Value + index;
        var dice = new Random(Seeds.Of(seed, "style", number));
        var gender = dice.Of(SampleWords.Genders.AsSpan());
        var article = dice.Of(SampleWords.Articles(Category).AsSpan());
        var target = TargetOf(index, dice);
        return new StyleSheet(
            string.Create(CultureInfo.InvariantCulture, $"{brand[..2]}-{char.ToUpperInvariant(Category[0])}{number + 1:D5}"),
            $"{dice.Of(SampleWords.Looks.AsSpan())} {article}", brand, Category, Season(target), gender, article,
            [.. SampleWords.Colours.OrderBy(_ => dice.Next()).Take(LinesAtMost)], target, [], look, SpecOf(number, gender));
    }

    // Of some nobody has written down all yet.
    private StyleSpec SpecOf(int number, string gender)
    {
        var dice = new Random(Seeds.Of(seed, "spec", number));
        var (material, composition) = dice.Of(SampleWords.Materials(Category).AsSpan());
        var sizes = SampleWords.Sizes(Category, gender);
        return new StyleSpec(
            material, dice.Happens(ShareWithoutComposition) ? null : composition, sizes.Length == 1 ? sizes[0].Size : $"{sizes[0].Size} to {sizes[^1].Size}",
            dice.Happens(ShareWithoutTechPack) ? null : string.Create(CultureInfo.InvariantCulture, $"v{dice.Next(1, 5)}"));
    }

    // The earliest ex-factory that waits on the style; in development, a day for which it is being made ready now.
    private DateOnly TargetOf(int index, Random dice)
    {
        if (index >= ordered)
            return today.AddDays(dice.Next(112, Category == "footwear" ? 320 : 220));
        var first = DateOnly.MaxValue;
        foreach (var order in orders)
            if (order.FirstStyle <= index && index < order.EndStyle && order.ExFactory < first)
                first = order.ExFactory;
        return first;
    }

    private Course CourseOf(int index)
    {
        if (courses.TryGetValue(index, out var known))
            return known;
        var plan = plans.For(Category, null, StyleOf(index).TargetExFactory!.Value, look);
        var dice = new Random(Seeds.Of(seed, "style-course", styles.Start.Value + index));
        var trouble = dice.NextDouble() switch
        {
            < ShareOfStylesInTrouble * 0.25 => Trouble.Slipping(plan, MilestoneHome.Style, dice.Next(1, 12), today, dice),
            < ShareOfStylesInTrouble => Trouble.Absorbed(plan, MilestoneHome.Style, today, dice),
            _ => null,
        };
        return courses[index] = new Course(plan, MilestoneHome.Style, null, trouble, false, dice);
    }

    private OrderSheet OrderOf(PlannedOrder order)
    {
        var dice = new Random(Seeds.Of(seed, "order", order.Index));
        var number = string.Create(CultureInfo.InvariantCulture, $"PO-{brand[..2]}{100_001 + order.Index}");
        var plan = order.Plan;
        var cancelAfter = order.Fate == Fate.Critical ? 14 : dice.Of<int>([14, 21, 21, 28, 0]);
        var trouble = TroubleOf(order, plan, cancelAfter, dice);
        var aroundHolidays = !dice.Happens(ShareSurprisedByHolidays);
        var wholly = dice.Happens(ShareOfWholeOrdersInTrouble);
        var agreed = order.Fate == Fate.Late && trouble is not null && dice.Happens(ShareOfLateDatesAgreed)
            ? plan.Calendar.NextWorkingDay(order.ExFactory.AddDays(cancelAfter > 0 ? cancelAfter : 7))
            : (DateOnly?)null;

        var count = Math.Max(order.EndStyle - order.FirstStyle, dice.Next(2, LinesAtMost + 1));
        var inTrouble = trouble is null ? 0 : wholly ? count : dice.Next(1, count);
        var lines = ImmutableArray.CreateBuilder<OrderLine>(count);
        var past = ImmutableArray.CreateBuilder<ReportMilestone>();
        for (var i = 0; i < count; i++)
        {
            var index = order.FirstStyle + i % (order.EndStyle - order.FirstStyle);
            var style = StyleOf(index);
            var (quantity, sizes) = Quantity(style.Gender!, dice);
            lines.Add(new OrderLine(
                i + 1, style.Number, style.Name, style.Colours[i / (order.EndStyle - order.FirstStyle)], quantity, sizes,
                order.ExFactory, i < inTrouble ? agreed : null,
                cancelAfter == 0 ? null : (i < inTrouble ? agreed ?? order.ExFactory : order.ExFactory).AddDays(cancelAfter),
                PriceOf(index), maker.Sheet.Country is "IT" or "PT" ? "EUR" : "USD"));
            if (order.Fate is Fate.Silent or Fate.Planned)
                continue;
            var told = past.Count;
            new Course(plan, MilestoneHome.Line, CourseOf(index), i < inTrouble ? trouble : null, aroundHolidays, dice)
                .Report(past, i + 1, $"{number}/{i + 1}", brand, maker.Sheet.Code, today, dice);
            Counts.Add(past, told, plan.Template, quantity, today, new Random(Seeds.Of(seed, "count", order.Index * LinesAtMost + i)));
        }

        var incoterm = dice.Of<string>(["FOB", "FOB", "FOB", "FCA", "DDP"]);
        return new OrderSheet(
            number, brand, Category, Season(StyleOf(order.FirstStyle).TargetExFactory!.Value), maker.Sheet.Code, incoterm, order.Mode,
            null, lines.MoveToImmutable(), past.ToImmutable(), [NewVendor]);
    }

    // For one piece or pair, of a style at one maker.
    private decimal PriceOf(int style)
    {
        var (least, most) = Category switch { "apparel" => (350, 1_900), "footwear" => (900, 4_200), _ => (400, 5_500) };
        return new Random(Seeds.Of(seed, "price", style)).Next(least / 5, most / 5) * 0.05m;
    }

    private Trouble? TroubleOf(PlannedOrder order, Plan plan, int cancelAfter, Random dice)
    {
        var lateAfter = cancelAfter > 0 ? cancelAfter : HealthRules.CriticalAfterDays;
        return order.Fate switch
        {
            Fate.Risk => Trouble.Absorbed(plan, MilestoneHome.Line, today, dice),
            // Days off add one or two to what is drawn.
            Fate.Late => Trouble.Slipping(plan, MilestoneHome.Line, Fates.DaysLate(lateAfter - 2, dice), today, dice),
            Fate.Critical => Trouble.Slipping(plan, MilestoneHome.Line, lateAfter + Fates.DaysLate(30, dice), today, dice),
            Fate.Done when dice.Happens(Fates.ShareLeftLate) =>
                Trouble.Past(plan, Fates.DaysLate(Math.Max(1, today.DayNumber - order.ExFactory.DayNumber - 2), dice), dice),
            _ => null,
        };
    }

    private (int Quantity, ImmutableArray<SizeQuantity> Sizes) Quantity(string gender, Random dice)
    {
        var quantity = 12 * dice.Next(15, 60) * dice.Of<int>([1, 1, 2, 3, 5]);
        var shares = SampleWords.Sizes(Category, gender);
        var sizes = ImmutableArray.CreateBuilder<SizeQuantity>(shares.Length);
        var left = quantity;
        for (var i = 0; i < shares.Length; i++)
        {
            var some = i == shares.Length - 1 ? left : quantity * shares[i].Share / 100;
            sizes.Add(new SizeQuantity(shares[i].Size, some));
            left -= some;
        }

        return (quantity, sizes.MoveToImmutable());
    }

    // What leaves the factory from March is worn in the autumn, what leaves from September in the spring.
    private static string Season(DateOnly exFactory) => exFactory.Month switch
    {
        >= 9 => $"SS{(exFactory.Year + 1) % 100:D2}",
        <= 2 => $"SS{exFactory.Year % 100:D2}",
        _ => $"FW{exFactory.Year % 100:D2}",
    };

    /// <param name="FirstStyle">Index within the drop, as is <paramref name="EndStyle"/>, which is not included.</param>
    private sealed record PlannedOrder(int Index, Fate Fate, Plan Plan, string Mode, int FirstStyle, int EndStyle)
    {
        public DateOnly ExFactory => Plan.Schedule.Target;
    }
}
