"""What a rule of this project is: one idea about the template, in the form that cfn-lint loads."""

from abc import abstractmethod
from collections.abc import Iterator

from cfnlint.rules import CloudFormationLintRule, RuleMatch
from cfnlint.template import Template as LintedTemplate

from rules.template import Finding, Template


class Rule(CloudFormationLintRule):
    """A rule's findings, from the template as ``rules.template`` reads it."""

    def match(self, cfn: LintedTemplate) -> list[RuleMatch]:
        """Hand the findings on to cfn-lint."""
        template = Template(cfn.template)
        return [RuleMatch(list(each.path), each.message) for each in self.findings(template)]

    @abstractmethod
    def findings(self, template: Template) -> Iterator[Finding]:
        """Yield what is wrong: a sentence that names the resource, and what would happen."""
