namespace PlanisoContract.Spec;

/// <summary>What a behavior is about, for people: where to look for it among many.</summary>
public enum Topic
{
    /// <summary>Keys, rights, and what they must not show.</summary>
    Access,

    /// <summary>Bodies, formats and methods that are sent.</summary>
    Requests,

    /// <summary>Status, headers and shape of what comes.</summary>
    Answers,

    /// <summary>Records from create to delete: identities, numbers, what is left.</summary>
    Records,

    /// <summary>Order, pages, filters.</summary>
    Lists,

    /// <summary>What a field takes, stores and refuses.</summary>
    Values,

    /// <summary>Values that two records cannot share.</summary>
    Uniqueness,

    /// <summary>Records that show or hold others.</summary>
    Links,
}
