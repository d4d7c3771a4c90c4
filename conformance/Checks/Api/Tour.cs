using PlanisoContract.Conformance.Observation;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checking;

/// <summary>
/// Behaviors of every answer: a tour of successes and refusals, each looked at by the behavior's judge. The run's other
/// exchanges are watched as well; the tour makes sure that there are some of each kind.
/// </summary>
internal static class Tour
{
    private static readonly Func<Session, Resource, Task>[] Ways =
        [Successes, WithoutKey, OfNothing, WithoutValues, InOtherFormats, WithOtherMethod];

    public static Task<Verdict> Judge(Rule rule, Session session) => Judge(rule, session, Ways);

    /// <summary>As <see cref="Judge(Rule, Session)"/>; what answers say that they are is a reading.</summary>
    public static async Task<Verdict> JudgeType(Rule rule, Session session) => await Judge(rule, session) is Verdict.Fail wrong ? wrong
        : Verdict.Saw(session.Exchanges.All(exchange => exchange.Operation is null || exchange.Json is null || UniversalRules.IsJsonType(exchange))
            ? "application-json" : "text-html");

    public static Task<Verdict> JudgeStrange(Rule rule, Session session) => Judge(rule, session, [.. Ways, .. Strange.Ways]);

    private static async Task<Verdict> Judge(Rule rule, Session session, Func<Session, Resource, Task>[] ways)
    {
        var judge = UniversalRules.For(rule.Behavior)!;
        var judged = 0;
        foreach (var resource in session.Contract.Resources)
        {
            foreach (var way in ways)
            {
                try
                {
                    await way(session, resource);
                }
                catch (Exception blocked) when (blocked is PreconditionException or ViolationException or NoAnswerException)
                {
                    // What was sent up to here is looked at all the same.
                }
                foreach (var exchange in session.Exchanges.Skip(judged))
                {
                    if (judge(session.Contract, exchange) is { } actual)
                        return Verdict.Broken(rule.Behavior.Summary, actual, exchange);
                }
                judged = session.Exchanges.Count;
            }
        }
        return judged == 0 ? Verdict.Unknown("nothing could be sent") : Verdict.Saw(rule.Default.Name);
    }

    private static async Task Successes(Session session, Resource resource)
    {
        foreach (var operation in session.Contract.Operations.Where(operation => operation.Resource == resource.Name))
            await session.One(operation);
    }

    private static async Task WithoutKey(Session session, Resource resource) =>
        await session.Page(List(session, resource), new Sending { Who = Credential.None });

    private static async Task OfNothing(Session session, Resource resource)
    {
        await session.Find(resource, Records.NoIdentity);
        await session.Delete(resource, Records.NoIdentity);
    }

    private static async Task WithoutValues(Session session, Resource resource) => await session.Create(resource, []);

    private static async Task InOtherFormats(Session session, Resource resource)
    {
        foreach (var format in session.Contract.Formats.Skip(1))
        {
            var how = new Sending { Format = format };
            await session.Page(List(session, resource), how);
            await session.Page(List(session, resource), how with { Who = Credential.None });
            await session.Find(resource, Records.NoIdentity, how);
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
