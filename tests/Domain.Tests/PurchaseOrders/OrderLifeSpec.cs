using System.Collections.Immutable;
using Selvedge.Domain.Brands;
using Selvedge.Domain.Milestones;
using Selvedge.Domain.People;
using Selvedge.Domain.PurchaseOrders;
using Selvedge.Domain.TimeAndAction;

namespace Selvedge.Domain.Tests.PurchaseOrders;

/// <summary>An order that is drafted and issued here: by Clara and Ingrid, who supervise, and Noor, who assists; Rafiq answers for the vendor.</summary>
public abstract class OrderLifeSpec : PurchaseOrderSpec
{
    protected static readonly Author Clara = new("clara", "manager");
    protected static readonly Author Ingrid = new("ingrid", "director");
    protected static readonly Author Noor = new("noor", "assistant");
    protected static readonly Author Rafiq = new("rafiq", "vendor");

    private int asked;

    protected BrandSettings Brand { get; set; } = BrandSettings.Default;

    protected TemplateShelf Shelf { get; set; } = TemplateShelf.BuiltIn;

    protected override Surroundings Around => base.Around with { Brand = Brand, Templates = Shelf };

    protected LifeCycle Life => State.Life;

    protected static int Milestone(LineState line, string code) => line.Timeline!.Template.IndexOf(code);

    protected Guid Proposed => Life.Proposals.Single().Id;

    protected static LineChange Line1(
        int number = 1, int? quantity = null, ImmutableArray<SizeQuantity>? sizes = null, DateOnly? exFactory = null, decimal? price = null, string? colour = null) =>
        new(number, null, null, colour, quantity, sizes, exFactory, null, price, price is null ? null : "USD");

    protected static LineChange NewLine(int number = 1, int quantity = 1_200, decimal? price = null, DateOnly? exFactory = null) => new(
        number, "ST-1", "Fleece crew", "Ink navy", null, [new SizeQuantity("M", quantity / 2), new SizeQuantity("L", quantity - quantity / 2)],
        exFactory ?? ExFactory, null, price, price is null ? null : "USD");

    protected static OrderChanges Changing(params ImmutableArray<LineChange> lines) => new(null, null, null, null, lines, []);

    protected static DraftOrder Sketch(params ImmutableArray<LineChange> lines) =>
        new("PO-1", "HALDEN", "apparel", "SS27", "V-1", "FOB", "sea", null, null, lines.IsEmpty ? [NewLine()] : lines);

    protected void Do(OrderAct act, Author? by = null, HeldApprovals? parent = null) => When(
        new PurchaseOrderCommand.Ask(new Guid(++asked, 0, 0, new byte[8]), act, by ?? Clara, [], parent), Around);

    protected void Draft(params ImmutableArray<LineChange> lines) => Do(new OrderAct(Draft: Sketch(lines)));

    protected void Issue(Author? by = null) => Do(new OrderAct(Issue: new ActNote(null)), by);

    protected void Confirm(int? version = null) => Do(new OrderAct(Confirm: new Answer(version ?? Life.Version, null)), Rafiq);

    protected void Revise(string reason, params ImmutableArray<LineChange> lines) => Revise(Clara, reason, lines);

    protected void Revise(Author by, string reason, params ImmutableArray<LineChange> lines) =>
        Do(new OrderAct(Revise: new Revision(Changing(lines), reason, null, null)), by);

    protected void Commit(DateOnly date, Author? by = null, string reason = "MT-MILL", string? milestone = null, int line = 1) =>
        Do(new OrderAct(Commit: new DateCommitment(line, milestone, date, reason, null, "agreed by phone")), by);

    protected void Cancel(Author? by = null, params ImmutableArray<int> lines) => Do(new OrderAct(Cancel: new CancelOrder(lines, "season dropped")), by);

    protected void GivenConfirmed(params ImmutableArray<LineChange> lines)
    {
        Draft(lines);
        Issue();
        Confirm();
        Assert.Equal(Phase.Confirmed, Life.Phase);
    }

    protected void ThenIs(Phase phase) => Assert.Equal((phase, (string?)null), (Life.Phase, Answer.Refusal?.Detail));
}
