using PlanisoContract.Spec;

namespace PlanisoContract.Conformance;

/// <summary>The smallest judgment: a rule and the exchanges that could refute it → a verdict.</summary>
internal delegate Task<Verdict> Check(Rule rule, Session session);
