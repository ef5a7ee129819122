using System.Collections.Immutable;
using System.Globalization;
using Selvedge.Domain.Approvals;
using Selvedge.Domain.Conversations;
using Selvedge.Domain.Milestones;
using Selvedge.Domain.People;
using Selvedge.Domain.TimeAndAction;

namespace Selvedge.Gateway.Samples;

/// <summary>
/// How approvals went up to today: asked for, promised, sent, sent back, decided. Each is told backwards from the day on
/// which its milestone is reached, or is said to be, so that approvals and milestones never contradict each other. The
/// same sheet, reports and day give the same story. Thread-safe.
/// </summary>
internal sealed class SampleApprovals(int seed, DateOnly today, ImmutableArray<PersonSheet> people)
{
    // What was reached before that was approved before this product was there: no rounds are known of it.
    private const int RoundsKnownForDays = 40;
    private const int StillTalkedAboutDays = 14;
    private const double ShareForgotten = 0.01;
    private const double ShareRemarkedOn = 0.2;
    private const double ShareAtTwoMills = 0.06;
    private const double ShareProposed = 0.012;
    private const double SharePictured = 0.25;

    // In percent, of what was asked for by hand: went on, was rejected and dropped, waived, cancelled.
    private static readonly double[] Endings = [66, 13, 12, 9];
    private const string Importer = "US";

    /// <summary>What was done about an approval up to today, in its order; empty for one that nobody has asked for.</summary>
    /// <param name="vendor">Who submits.</param>
    /// <param name="told">What was reported of the style or line.</param>
    public ImmutableArray<ApprovalAct> Past(ApprovalSheet sheet, string vendor, ImmutableArray<ReportMilestone> reports)
    {
        if (sheet is { IsByHand: true, Subject.Mill: null })
            return Wished(sheet, vendor);
        var told = Told(sheet, reports);
        var dice = new Random(Seeds.Of(seed, sheet.Subject.Id, 0));
        var reached = told is { Classifier: Classifier.Actual };
        if (reached && told!.Date < today.AddDays(-RoundsKnownForDays) || !reached && dice.Happens(ShareForgotten))
            return [];
        // Nobody knows yet of what lies ahead and was not spoken of: a day late at most now and then.
        var planned = sheet.AtReceipt ? sheet.SubmitBy : sheet.DecideBy;
        var day = told?.Date ?? (planned > today ? planned : today.AddDays(dice.Next(1, 4)));
        var story = new ApprovalStory(sheet, vendor, Reviewer(sheet, vendor, dice), Contact(vendor), dice);
        if (reached || IsReady(sheet, reports))
            story.End(day, troubled: day > planned, sheet.IsByHand ? Ending(dice) : ApprovalMove.Approve);
        else
            story.Wait(day, today);
        return story.Until(today);
    }

    // No milestone says when it was here: somebody wanted it about now.
    private ImmutableArray<ApprovalAct> Wished(ApprovalSheet sheet, string vendor)
    {
        var dice = new Random(Seeds.Of(seed, sheet.Subject.Id, 7));
        var story = new ApprovalStory(sheet, vendor, Reviewer(sheet, vendor, dice), Contact(vendor), dice);
        story.End(today.AddDays(dice.Next(-RoundsKnownForDays, 12)), troubled: dice.Happens(0.2), Ending(dice));
        return story.Until(today);
    }

    private static ApprovalMove Ending(Random dice) => dice.Draw(Endings) switch
    {
        0 => ApprovalMove.Approve,
        1 => ApprovalMove.Drop,
        2 => ApprovalMove.Waive,
        _ => ApprovalMove.Cancel,
    };

    /// <summary>The same asked of a second mill, which the milestone does not wait for: some colours are dyed by two.</summary>
    public IEnumerable<ApprovalSheet> AtSecondMill(IEnumerable<ApprovalSheet> needed) =>
        from sheet in needed
        where sheet.Subject is { IsOfLine: false, Colour: not null } && ApprovalTypes.Find(sheet.Subject.Type)!.LateReason is "MT-MILL" or "MT-LEATHER"
            && new Random(Seeds.Of(seed, sheet.Subject.Id, 4)).Happens(ShareAtTwoMills)
        select sheet with { Subject = sheet.Subject with { Mill = SampleWords.MillsOf(sheet.Category)[1] }, IsMandatory = false, IsByHand = true };

    /// <summary>What was last reported of the milestone that waits for it; null for nothing.</summary>
    public static ReportMilestone? Told(ApprovalSheet sheet, ImmutableArray<ReportMilestone> reports) =>
        reports.LastOrDefault(r => r.Line == sheet.Subject.Line && r.Milestone == sheet.Milestone);

    // A sample is made of what comes before it: no TOP sample without a line that runs.
    private static bool IsReady(ApprovalSheet sheet, ImmutableArray<ReportMilestone> reports)
    {
        var milestones = TemplateShelf.BuiltIn.For("", sheet.Category)!.Sheet.Milestones;
        var milestone = milestones.First(m => m.Code == sheet.Milestone);
        return milestone.After.All(lag => milestones.First(m => m.Code == lag.Milestone) is var before
            && (before.Home != milestone.Home || !before.When.IsEmpty
                || reports.Any(r => r.Line == sheet.Subject.Line && r.Milestone == before.Code && r.Classifier == Classifier.Actual)));
    }

    /// <summary>What somebody said beside it; null for most.</summary>
    public NewComment? Comment(ApprovalSheet sheet, string vendor, ImmutableArray<ApprovalAct> past)
    {
        var dice = new Random(Seeds.Of(seed, sheet.Subject.Id, 1));
        if (!IsTalkedAbout(past) || !dice.Happens(ShareRemarkedOn))
            return null;
        var isPrivate = dice.Happens(0.4);
        var byVendor = !isPrivate && dice.Happens(0.5);
        var words = isPrivate ? ApprovalTexts.Private : byVendor ? ApprovalTexts.OfVendor : ApprovalTexts.OfBrand;
        return new NewComment(
            byVendor ? Contact(vendor) : Reviewer(sheet, vendor, dice), byVendor ? Party.Vendor : Party.Brand, byVendor ? [vendor] : [],
            isPrivate ? Visibility.Brand : Visibility.Public, dice.Of<string>(words), [], null,
            SaidAt: past.Max(act => act.On) is { } on ? new DateTimeOffset(on.ToDateTime(new TimeOnly(8 + dice.Next(8), dice.Next(60))), TimeSpan.Zero) : null);
    }

    /// <summary>Where a sample that came in was put; null for what is no sample or did not come.</summary>
    public SampleMove? Place(ApprovalSheet sheet, string vendor, ImmutableArray<ApprovalAct> past)
    {
        if (!IsTalkedAbout(past) || !ApprovalTypes.Find(sheet.Subject.Type)!.IsSample || past.LastOrDefault(a => a.Move == ApprovalMove.Receive) is not { } receipt)
            return null;
        var dice = new Random(Seeds.Of(seed, sheet.Subject.Id, 2));
        return new SampleMove(Reviewer(sheet, vendor, dice), dice.Of<string>(ApprovalTexts.Places), null, receipt.On);
    }

    /// <summary>What is declared of a sample that crosses a border of the brand's country; null for what does not, and where nobody knows the rules.</summary>
    public CustomsDeclaration? Customs(ApprovalSheet sheet, string vendor, ImmutableArray<ApprovalAct> past)
    {
        if (!IsTalkedAbout(past) || SampleWords.CountryOf(sheet.Brand) != Importer || !ApprovalTypes.Find(sheet.Subject.Type)!.IsSample || past.LastOrDefault(a => a.Parcel is not null) is not { } sent)
            return null;
        var dice = new Random(Seeds.Of(seed, sheet.Subject.Id, 5));
        var isIn = past.Any(a => a.Move == ApprovalMove.Receive && a.On >= sent.On);
        var (marking, inches) = dice.Draw([70, 18, 12]) switch
        {
            0 => sheet.Category == "footwear" ? (SampleMarking.Hole, 0.5m) : (SampleMarking.Cut, 2.5m),
            1 => (SampleMarking.SewnInLabel, (decimal?)null),
            _ => (SampleMarking.None, null),
        };
        return new CustomsDeclaration(
            Reviewer(sheet, vendor, dice), dice.Happens(0.6) ? SamplePurpose.Selling : SamplePurpose.Testing, Importer, CustomsRules.SampleHeading,
            dice.Next(4, 40), marking, inches, null, false, true, true, false, "Nordkap customs desk",
            isIn ? CustomsDecision.Cleared : marking is SampleMarking.Cut or SampleMarking.Hole ? CustomsDecision.Pending : CustomsDecision.Held,
            isIn || marking is SampleMarking.Cut or SampleMarking.Hole ? null : "to be mutilated by the broker or sent back");
    }

    /// <summary>A vendor's photograph of a lab dip that came in, and who took it; null for most.</summary>
    public (string By, byte[] Png)? Picture(ApprovalSheet sheet, string vendor, ImmutableArray<ApprovalAct> past)
    {
        var dice = new Random(Seeds.Of(seed, sheet.Subject.Id, 6));
        return sheet.Subject.Colour is { } colour && IsTalkedAbout(past) && ApprovalTypes.Find(sheet.Subject.Type)!.LateReason is "MT-MILL" or "MT-LEATHER"
            && past.Any(a => a.Move == ApprovalMove.Receive) && dice.Happens(SharePictured)
            ? (Contact(vendor), Swatches.Png(colour, past[^1].Move == ApprovalMove.Reject ? 18 : 4, dice))
            : null;
    }

    /// <summary>What an assistant would leave out or open again, and no supervisor has confirmed yet; null for most.</summary>
    public ApprovalAct? Proposed(ApprovalSheet sheet, ImmutableArray<ApprovalAct> past)
    {
        var dice = new Random(Seeds.Of(seed, sheet.Subject.Id, 3));
        var assistant = people.Acting(sheet.Brand, sheet.Category, "assistant");
        if (!IsTalkedAbout(past) || assistant.Role != "assistant" || !dice.Happens(ShareProposed))
            return null;
        (ApprovalMove Move, string Text)? wished = past[^1].Move switch
        {
            ApprovalMove.Request or ApprovalMove.Confirm or ApprovalMove.Propose => (ApprovalMove.CarryOver, "same quality and colour as last season's, which held in bulk"),
            ApprovalMove.Receive or ApprovalMove.Review => (ApprovalMove.Waive, "agreed on the fit call: the comments go into the next sample"),
            ApprovalMove.Approve or ApprovalMove.ApproveWithComments => (ApprovalMove.Reopen, "the second piece does not match what was approved"),
            _ => null,
        };
        return wished is not var (move, text) ? null : new ApprovalAct(
            move, assistant.Id, Party.Brand, null, null, null, text, [], null, null, null, move == ApprovalMove.CarryOver ? ApprovalStory.SeasonBefore(sheet.Season) : null,
            assistant.Role);
    }

    private bool IsTalkedAbout(ImmutableArray<ApprovalAct> past) => !past.IsEmpty && past[^1].On >= today.AddDays(-StillTalkedAboutDays);

    private string Reviewer(ApprovalSheet sheet, string vendor, Random dice)
    {
        var may = people.Where(p => p is { Side: "brand", Role: "manager" or "assistant" }
            && Allows(p.Brands, sheet.Brand) && Allows(p.Categories, sheet.Category) && Allows(p.Vendors, vendor)).ToArray();
        return may.Length == 0 ? SamplePeople.Director : dice.Of<PersonSheet>(may).Id;
    }

    private string Contact(string vendor) => people.FirstOrDefault(p => p.Vendors.Contains(vendor))?.Id ?? vendor;

    private static bool Allows(ImmutableArray<string> allowed, string one) => allowed.IsEmpty || allowed.Contains(one);
}

/// <summary>One approval from its end backwards to its request.</summary>
internal sealed class ApprovalStory(ApprovalSheet sheet, string vendor, string reviewer, string contact, Random dice)
{
    private const double ShareCarriedOver = 0.06;
    private const double ShareOnHold = 0.03;
    private const double ShareConfirmed = 0.7;
    private const double ShareProposed = 0.45;
    private const double ShareWithParcel = 0.85;

    private readonly List<ApprovalAct> acts = [];
    private readonly ApprovalType type = ApprovalTypes.Find(sheet.Subject.Type)!;

    // Trims and tools come from elsewhere.
    private string? Mill => type.LateReason is "MT-MILL" or "MT-LEATHER" ? sheet.Subject.Mill ?? SampleWords.MillsOf(sheet.Category)[0] : null;

    /// <param name="day">On which its milestone is reached.</param>
    /// <param name="troubled">Later than planned: often for another round.</param>
    /// <param name="ending">How it ends: approved, rejected and dropped, or waived or cancelled before anything came.</param>
    public void End(DateOnly day, bool troubled, ApprovalMove ending = ApprovalMove.Approve)
    {
        if (ending is ApprovalMove.Waive or ApprovalMove.Cancel)
        {
            Add(ApprovalMove.Request, day.AddDays(-type.RoundDays), reviewer, Party.Brand, a => a with { Vendor = vendor, Mill = Mill });
            Add(ending, day, reviewer, Party.Brand, a => a with { Text = dice.Of<string>(ending == ApprovalMove.Waive ? ApprovalTexts.Waivers : ApprovalTexts.Cancellations) });
            return;
        }

        if (ending == ApprovalMove.Approve && !troubled && dice.Happens(ShareCarriedOver))
        {
            CarryOver(day);
            return;
        }

        // What is reached when it is here is reached by the first that comes.
        var rounds = sheet.AtReceipt ? 1 : 1 + dice.Draw(troubled ? [35, 50, 15] : sheet.Subject.Type == "fit" ? [50, 38, 12] : [76, 20, 4]);
        var (received, decided) = Days(day, rounds, troubled);
        var asked = Earlier(sheet.RequestBy, received[0].AddDays(-type.RoundDays)).AddDays(-dice.Next(0, 4));
        Add(ApprovalMove.Request, asked, reviewer, Party.Brand, a => a with { Vendor = vendor, Mill = Mill });
        for (var round = 0; round < rounds; round++)
        {
            var opened = round == 0 ? asked : decided[round - 1];
            Promise(opened, wanted: round == 0 ? sheet.SubmitBy : received[round], received[round]);
            Submit(opened, received[round]);
            if (round < rounds - 1)
                Reject(decided[round], received[round + 1]);
            else if (ending == ApprovalMove.Drop)
                Drop(decided[round]);
            else
                Approve(received[round], decided[round]);
        }
    }

    /// <summary>Asked for, while what it is made of is not there yet.</summary>
    /// <param name="day">On which its milestone is expected.</param>
    public void Wait(DateOnly day, DateOnly today)
    {
        var asked = sheet.RequestBy.AddDays(-dice.Next(0, 4));
        Add(ApprovalMove.Request, asked, reviewer, Party.Brand, a => a with { Vendor = vendor, Mill = Mill });
        var comes = Later(day.AddDays(sheet.AtReceipt ? 0 : -sheet.ReviewDays), today.AddDays(dice.Next(2, 8)));
        Promise(asked, sheet.SubmitBy, sheet.SubmitBy > today ? sheet.SubmitBy : comes);
    }

    public ImmutableArray<ApprovalAct> Until(DateOnly today)
    {
        ImmutableArray<ApprovalAct> past = [.. acts.TakeWhile(a => a.On <= today)];
        if (past is not [.., { Move: ApprovalMove.Receive or ApprovalMove.Review } last] || past.Length == acts.Count || !dice.Happens(ShareOnHold))
            return past;
        return past.Add(last with { Move = ApprovalMove.Hold, Text = "waiting for the new standard" });
    }

    // Per round, from the last one backwards. What comes late comes as late as leaves just the time to decide.
    private (DateOnly[] Received, DateOnly[] Decided) Days(DateOnly day, int rounds, bool troubled)
    {
        var (received, decided) = (new DateOnly[rounds], new DateOnly[rounds]);
        for (var round = rounds - 1; round >= 0; round--)
        {
            var isLast = round == rounds - 1;
            decided[round] = !isLast ? received[round + 1].AddDays(-type.RoundDays * 2 / 3 - dice.Next(0, 4))
                : sheet.AtReceipt ? day.AddDays(dice.Next(1, 6))
                : day;
            received[round] = sheet.AtReceipt ? day : decided[round].AddDays(-ReviewDays(isLast && troubled));
        }

        return (received, decided);
    }

    // Of what ends late half came late, the other half lay with us. Else the goods may come late and we make good for it.
    private int ReviewDays(bool troubled) => (troubled, dice.NextDouble()) switch
    {
        (true, < 0.5) => sheet.ReviewDays + dice.Next(3, 12),
        (false, < 0.1) => dice.Next(1, sheet.ReviewDays + 1),
        (false, < 0.35) => sheet.ReviewDays + dice.Next(1, 4),
        _ => sheet.ReviewDays,
    };

    // Most vendors answer within days; of those who cannot make the day about half name another.
    private void Promise(DateOnly opened, DateOnly wanted, DateOnly comes)
    {
        var (on, isLate) = (opened.AddDays(dice.Next(0, 4)), comes > wanted);
        if (on >= comes || !dice.Happens(isLate ? ShareProposed : ShareConfirmed))
            return;
        if (isLate)
            Add(ApprovalMove.Propose, on, contact, Party.Vendor, a => a with { Date = comes, Text = dice.Of<string>(ApprovalTexts.Proposals) });
        else
            Add(ApprovalMove.Confirm, on, contact, Party.Vendor);
    }

    private void Submit(DateOnly opened, DateOnly comes)
    {
        if (dice.Happens(ShareWithParcel))
            Add(ApprovalMove.Send, Later(opened, comes.AddDays(-dice.Next(2, 6))), contact, Party.Vendor, a => a with { Parcel = Parcel() });
        Add(ApprovalMove.Receive, comes, reviewer, Party.Brand);
    }

    private void Reject(DateOnly on, DateOnly next) => Add(ApprovalMove.Reject, on, reviewer, Party.Brand, a =>
    {
        var (reason, text) = dice.Of<(string, string)>(ApprovalTexts.Rejections(type.Submitter));
        return a with { Reasons = [reason], Text = text, Date = Later(next, on) };
    });

    private void Drop(DateOnly on) => Add(ApprovalMove.Drop, on, reviewer, Party.Brand, a =>
    {
        var (reason, text) = dice.Of<(string, string)>(ApprovalTexts.Rejections(type.Submitter));
        return a with { Reasons = [reason], Text = $"{text}: {dice.Of<string>(ApprovalTexts.Drops)}" };
    });

    private void Approve(DateOnly received, DateOnly on)
    {
        if (received < on && dice.Happens(0.4))
            Add(ApprovalMove.Review, received.AddDays(dice.Next(0, on.DayNumber - received.DayNumber)), reviewer, Party.Brand);
        if (dice.Happens(0.3))
            Add(ApprovalMove.ApproveWithComments, on, reviewer, Party.Brand, a => a with { Text = dice.Of<string>(ApprovalTexts.Comments(type.Submitter)) });
        else
            Add(ApprovalMove.Approve, on, reviewer, Party.Brand);
    }

    private void CarryOver(DateOnly on) =>
        Add(ApprovalMove.CarryOver, on, reviewer, Party.Brand, a => a with { From = SeasonBefore(sheet.Season), Text = "same quality, colour and mill as then" });

    private void Add(ApprovalMove move, DateOnly on, string by, Party side, Func<ApprovalAct, ApprovalAct>? more = null)
    {
        // Nothing happens before what came before it.
        var act = new ApprovalAct(move, by, side, 0, acts.Count == 0 ? on : Later(on, acts[^1].On!.Value), null, null, [], null, null, null, null);
        act = more is null ? act : more(act);
        acts.Add(act.Date is { } date && date < act.On ? act with { Date = act.On } : act);
    }

    private Parcel Parcel() => new(
        dice.Of<string>(["DHL", "UPS", "FedEx"]), dice.NextInt64(1_000_000_000, 9_999_999_999).ToString(CultureInfo.InvariantCulture));

    // SS27 follows SS26.
    public static string SeasonBefore(string season) =>
        int.TryParse(season[2..], CultureInfo.InvariantCulture, out var year) ? string.Create(CultureInfo.InvariantCulture, $"{season[..2]}{year - 1:D2}") : season;

    private static DateOnly Later(DateOnly a, DateOnly b) => a > b ? a : b;

    private static DateOnly Earlier(DateOnly a, DateOnly b) => a < b ? a : b;
}
