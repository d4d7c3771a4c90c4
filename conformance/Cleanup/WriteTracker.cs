using System.Text.Json.Nodes;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Cleanup;

/// <summary>Sends requests, and notes each that may change the target: before it is sent that it is, after it what came.</summary>
internal sealed class WriteTracker(Run run)
{
    // To delete a record and to look whether it is gone.
    private const int Undoing = 2;

    /// <exception cref="IOException">The ledger cannot be written; nothing was sent.</exception>
    public async Task<Exchange> Send(Request request, CancellationToken stopping)
    {
        if (Write.Of(run.Declared, request) is not { } write)
            return await run.Transport.Send(request, null, stopping);
        var costly = request with { Undoing = CostOf(request, write) };
        WriteIntent? intent = null;
        try
        {
            var exchange = await run.Transport.Send(costly, () => intent = Begin(write, request), stopping);
            var (arrival, identity) = Read(write, exchange);
            if (arrival is WriteOutcome.Refused or WriteOutcome.Failed)
                run.Transport.RequestBudget.Release(costly);
            run.WriteHistory.End(intent!, arrival, identity);
            return exchange;
        }
        catch (NoAnswerException) when (intent is not null)
        {
            run.WriteHistory.End(intent, WriteOutcome.Nothing);
            throw;
        }
    }

    /// <summary>Notes of a list in pages how many it would take to read it to its end.</summary>
    public void NotePages(Answer answer)
    {
        if (answer is { Total: { } total, Exchange.Operation: { Kind: OperationKind.List, Paging: { } paging } list })
            run.Transport.RequestBudget.Note(list.Id, (int)Math.Min(1000, (total - 1) / paging.Maximum));
    }

    private WriteIntent Begin(Write write, Request request) =>
        run.WriteHistory.Begin(write, request, run.Redaction.Of(request.Path.Split('?')[0]), run.Tag);

    private int CostOf(Request request, Write write)
    {
        if (request.Cleans || write is not { Kind: OperationKind.Create, Resource: { } name })
            return 0;
        var linked = run.Contract.Resource(name).Fields.Count(field => field.Link is not null);
        var isNewPlace = write.Parent is { } parent && !run.WriteHistory.Places.Contains((name, parent, WriteHistory.SiloOf(request.Who)));
        return (Undoing * (1 + linked)) + (isNewPlace ? 1 : 0);
    }

    private (WriteOutcome WriteOutcome, string? Identity) Read(Write write, Exchange exchange)
    {
        // A request that no check meant as an operation is one all the same, if its path is that of one.
        var answer = run.Dialect.Read(exchange.Operation == write.Operation ? exchange : exchange with { Operation = write.Operation });
        if (!answer.Succeeded)
            return (answer.Refused ? WriteOutcome.Refused : WriteOutcome.Failed, null);
        var identity = write.Resource is { } name ? Session.TextOf((answer.Data as JsonObject)?[run.Contract.Resource(name).Identity.Name]) : null;
        return write switch
        {
            { Kind: OperationKind.Create } => identity is null ? (WriteOutcome.Unnamed, null) : (WriteOutcome.Made, identity),
            // Whatever it was, 201 says that it made something.
            { Kind: null, Identity: null } when exchange.Status == 201 && identity is not null => (WriteOutcome.Made, identity),
            _ => (WriteOutcome.Done, null),
        };
    }
}
