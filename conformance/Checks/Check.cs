using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checking;

/// <summary>
/// What every check stands on: its rule, the place that the rule is about, and the session that it sends requests with. One instance
/// judges one rule once; each method that <see cref="JudgesAttribute"/> marks looks at the exchanges that could refute the rule.
/// </summary>
internal abstract class Check(Rule rule, Session session)
{
    protected Rule Rule => rule;

    protected Session Session => session;

    protected Contract Contract => session.Contract;

    protected Operation Operation => rule.Place.Operation!;

    protected Resource Resource => rule.Place.Resource ?? Contract.Resource(Operation.Resource);

    protected Field Field => rule.Place.Field!;
}
