using System.ComponentModel.DataAnnotations;
using Millrace.Kernel.Problems;

namespace Millrace.Kernel.Options;

/// <summary>Checks options against their own annotations before anything starts.</summary>
public static class OptionCheck
{
    /// <summary>The options, or every annotation they break.</summary>
    /// <param name="options">An options object whose properties carry validation attributes.</param>
    /// <param name="area">First part of the problem's code, e.g. <c>server</c>.</param>
    public static Outcome<T> Check<T>(T options, string area)
        where T : class
    {
        var broken = new List<ValidationResult>();
        return Validator.TryValidateObject(options, new ValidationContext(options), broken, validateAllProperties: true)
            ? options
            : Outcome<T>.Failed([.. broken.Select(result => new Problem(
                $"{area}.option-out-of-range", ProblemKind.Invalid, result.ErrorMessage ?? $"An option of {typeof(T).Name} is out of its range.",
                $"Correct {string.Join(", ", result.MemberNames)}."))]);
    }
}
