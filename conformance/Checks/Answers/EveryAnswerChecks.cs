using PlanisoContract.Conformance.Observation.Universal;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checks;

/// <summary>
/// Behaviors of every answer, judged by successes and refusals of each kind. All other exchanges of the run are judged as well;
/// these make sure that there are some of each kind.
/// </summary>
internal sealed class EveryAnswerChecks(Rule rule, Session session) : Check(rule, session)
{
    private static readonly Func<Session, Resource, Task>[] Requests =
        [Successes, WithoutKey, OfUnknownRecord, WithoutValues, InOtherFormats, WithOtherMethod];

    [Judges(nameof(Behaviors.Envelope), nameof(Behaviors.ErrorEnvelope), nameof(Behaviors.StatusInBody), nameof(Behaviors.MessageText), nameof(Behaviors.FormatAnswer),
        nameof(Behaviors.RefusalEmpty), nameof(Behaviors.ErrorList), nameof(Behaviors.ResultFlag), nameof(Behaviors.FailureText), nameof(Behaviors.ErrorSchema))]
    public Task<Verdict> Judge() => Judge(Requests);

    /// <summary>As <see cref="Judge()"/>; the media type of the answers is the reading.</summary>
    [Judges(nameof(Behaviors.JsonAnswer))]
    public async Task<Verdict> JsonAnswer() => await Judge() is Verdict.Fail wrong ? wrong
        : Verdict.Saw(Session.Exchanges.All(exchange => exchange.Operation is null || exchange.Json is null || HttpRules.IsJson(Contract, exchange))
            ? "application-json" : "text-html");

    /// <summary>As <see cref="Judge()"/>; the media type of the refusals is the reading.</summary>
    [Judges(nameof(Behaviors.ProblemDetails))]
    public async Task<Verdict> ProblemDetails()
    {
        if (await Judge() is Verdict.Fail wrong)
            return wrong;
        var readings = Session.Exchanges.Select(HttpRules.ReadingOf).OfType<string>().ToHashSet();
        return readings.Count == 0 ? Verdict.Unknown("no refusal has a body") : SawLast(readings);
    }

    [Judges(nameof(Behaviors.NoServerError))]
    public Task<Verdict> NoServerError() => Judge([.. Requests, .. UnusualRequests.All]);

    private async Task<Verdict> Judge(Func<Session, Resource, Task>[] requests)
    {
        var judge = UniversalRules.For(Rule.Behavior)!;
        var judged = 0;
        foreach (var resource in Contract.Resources)
        {
            foreach (var request in requests)
            {
                try
                {
                    await request(Session, resource);
                }
                catch (Exception blocked) when (blocked is PreconditionException or ViolationException or NoAnswerException)
                {
                    // What was sent up to here is judged all the same.
                }
                foreach (var exchange in Session.Exchanges.Skip(judged))
                {
                    if (judge(Contract, exchange) is { } actual)
                        return Verdict.Broken(Rule.Behavior.Summary, actual, exchange);
                }
                judged = Session.Exchanges.Count;
            }
        }
        return judged == 0 ? Verdict.Unknown("nothing could be sent") : Verdict.Saw(Rule.Default.Name);
    }

    private static async Task Successes(Session session, Resource resource)
    {
        foreach (var operation in session.Contract.Operations.Where(operation => operation.Resource == resource.Name))
            await session.Perform(operation);
    }

    private static async Task WithoutKey(Session session, Resource resource) =>
        await session.Page(List(session, resource), new Sending { Who = Credential.None });

    private static async Task OfUnknownRecord(Session session, Resource resource)
    {
        await session.Find(resource, RecordReading.UnknownIdentityOf(resource));
        await session.Delete(resource, RecordReading.UnknownIdentityOf(resource));
    }

    private static async Task WithoutValues(Session session, Resource resource) => await session.Create(resource, []);

    private static async Task InOtherFormats(Session session, Resource resource)
    {
        foreach (var format in session.Contract.Formats.Skip(1))
        {
            var how = new Sending { Format = format };
            await session.Page(List(session, resource), how);
            await session.Page(List(session, resource), how with { Who = Credential.None });
            await session.Find(resource, RecordReading.UnknownIdentityOf(resource), how);
            await session.Create(resource, await session.Input(resource), how);
            await session.Create(resource, [], how);
        }
    }

    private static async Task WithOtherMethod(Session session, Resource resource) =>
        await session.Raw("PATCH", await session.PathOf(List(session, resource)),
            new Sending { RawBody = "{}", RawContentType = BodyWriter.JsonType });

    private static Operation List(Session session, Resource resource) =>
        session.Contract.ListOf(resource) ?? throw new PreconditionException($"nothing lists {resource}");
}
