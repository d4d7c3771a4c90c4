using System.Reflection;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checks;

/// <summary>From a rule and the exchanges that could refute it to a verdict.</summary>
internal delegate Task<Verdict> Judgment(Rule rule, Session session);

/// <summary>The check of each behavior, collected from the methods that <see cref="JudgesAttribute"/> marks.</summary>
internal sealed class CheckCatalog
{
    private readonly Dictionary<Behavior, Judgment> _checks = [];
    private readonly Dictionary<Behavior, Judgment> _withoutWriting = [];
    private readonly HashSet<Behavior> _exclusive = [];

    /// <param name="types">Where to look for checks.</param>
    /// <exception cref="InvalidOperationException">A marked method is no check, or names no behavior, or one that another method judges.</exception>
    public CheckCatalog(IEnumerable<Type> types)
    {
        foreach (var method in types.SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)))
        {
            if (method.GetCustomAttribute<JudgesAttribute>() is { } judges)
                Add(method, judges);
        }
    }

    public static CheckCatalog Default { get; } = new(typeof(Check).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Check))));

    /// <summary>The check of a behavior, or null where there is none.</summary>
    public Judgment? Of(Behavior behavior, bool mayWrite) =>
        (mayWrite ? null : _withoutWriting.GetValueOrDefault(behavior)) ?? _checks.GetValueOrDefault(behavior);

    /// <summary>Whether the check of a behavior runs after all others, while nothing else writes.</summary>
    public bool IsExclusive(Behavior behavior) => _exclusive.Contains(behavior);

    private void Add(MethodInfo method, JudgesAttribute judges)
    {
        Judgment check = (rule, session) => method.CreateDelegate<Func<Task<Verdict>>>(Activator.CreateInstance(method.DeclaringType!, rule, session))();
        var name = $"{method.DeclaringType!.Name}.{method.Name}";
        if (!method.IsPublic || method.IsStatic || !method.DeclaringType.IsSubclassOf(typeof(Check)))
            throw new InvalidOperationException($"{name} is marked as a check, and is no public instance method of a class that derives from {nameof(Check)}.");
        foreach (var behavior in judges.Behaviors.Select(field => Named(field, name)))
        {
            if (!(judges.WithoutWriting ? _withoutWriting : _checks).TryAdd(behavior, check))
                throw new InvalidOperationException($"{name} judges {behavior}, which another check judges already. A behavior has one check, and one more at the most that is marked {nameof(JudgesAttribute.WithoutWriting)}.");
            if (judges.Exclusive)
                _exclusive.Add(behavior);
        }
    }

    private static Behavior Named(string field, string method) =>
        typeof(Behaviors).GetField(field)?.GetValue(null) as Behavior
        ?? throw new InvalidOperationException($"{method} judges {field}, which is no behavior. Use nameof with a field of {nameof(Behaviors)}.");
}
