"""What resources.yaml has to keep to, and no public rule knows: rules for cfn-lint.

``design/`` has the rules, a module for each idea. The modules beside it read the template for them;
``plugin/`` is what cfn-lint loads. A rule believes what is written plainly: a value that it can't
read, such as a parameter where ``false`` is demanded, is a finding.
"""
