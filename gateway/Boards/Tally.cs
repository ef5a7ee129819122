using Selvedge.Gateway.Boards.Wire;

namespace Selvedge.Gateway.Boards;

/// <summary>Counts of open orders, kept by adding what comes and subtracting what goes.</summary>
internal sealed class Tally
{
    private readonly int[] health = new int[8];

    public int Lines { get; private set; }

    public int PurchaseOrders { get; private set; }

    public long Quantity { get; private set; }

    public HealthCounts Health => HealthCounts.Of(health);

    public void Add(BoardOrder order) => Count(order, 1);

    public void Subtract(BoardOrder order) => Count(order, -1);

    private void Count(BoardOrder order, int sign)
    {
        PurchaseOrders += sign;
        Lines += sign * order.Lines.Length;
        foreach (var line in order.Lines)
        {
            Quantity += sign * line.Quantity;
            health[(int)line.Health] += sign;
        }
    }
}
